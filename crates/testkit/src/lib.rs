//! For tests: simulated clock, seeded ids, scenario runner, corpus.
