//! SQLite and PostgreSQL behind one SQL text: event log, timers, jobs, messages, outbox; knows no domain.
