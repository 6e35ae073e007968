//! Drives the engine on the store: commit, effects, leases, timers, recovery.
