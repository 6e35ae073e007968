//! The same random operations give the same on both databases.

use super::log::{event, task};
use super::taking::{job, timer};
use crate::{open, targets};
use store::tables::jobs::Job;
use store::tables::tasks::Task;
use store::tables::timers::Timer;
use store::tables::{events, jobs, tasks, timers};
use store::{Db, WriteSet};

/// A small generator of pseudo-random numbers (xorshift64*), so that a seed is a test case.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as i64 % limit
    }
}

#[derive(Debug, Clone, Copy)]
enum Operation {
    Append(i64, i64),
    PutTask(i64, i64),
    DeleteTask(i64, i64),
    PutTimer(i64, i64, i64),
    PutJob(i64, Option<i64>),
    DeleteJob(i64),
    TakeTimers(i64, i64),
    TakeJobs(i64, i64),
    Look(i64),
}

fn random_operation(random: &mut Random) -> Operation {
    let (case, key, at) = (random.below(5), random.below(12), random.below(1000));
    match random.below(11) {
        0 | 1 => Operation::Append(case, random.below(9)),
        2 => Operation::PutTask(case, key),
        3 => Operation::DeleteTask(case, key),
        4 | 5 => Operation::PutTimer(case, key, at),
        6 => Operation::PutJob(key, (at % 4 != 0).then_some(at)),
        7 => Operation::DeleteJob(key),
        8 => Operation::TakeTimers(at, 1 + random.below(5)),
        9 => Operation::TakeJobs(at, 1 + random.below(5)),
        _ => Operation::Look(case),
    }
}

/// Carries out the operations; several writes in a row share a write set.
async fn transcript(db: &Db, operations: &[Operation]) -> Vec<String> {
    let mut said = Vec::new();
    let mut set = WriteSet::new(0);
    for (step, operation) in operations.iter().enumerate() {
        let name = |case: i64| format!("case-{case}");
        match *operation {
            Operation::Append(case, sequence) => set.insert(event(&name(case), sequence)),
            Operation::PutTask(case, key) => {
                set.put(Task { assignee: Some(format!("p{step}")), ..task(&name(case), key) })
            }
            Operation::DeleteTask(case, key) => set.delete2::<Task>(name(case), key),
            Operation::PutTimer(case, key, at) => {
                set.put(timer(&name(case), key, at * 100 + key * 10 + case))
            }
            Operation::PutJob(key, at) => set.put(job(key, "mail", at.map(|at| at * 100 + key))),
            Operation::DeleteJob(key) => set.delete2::<Job>("a".to_owned(), key),
            reading => {
                said.push(format!("{:?}", db.commit(std::mem::take(&mut set)).await));
                said.push(look(db, reading, step).await);
            }
        }
        if step % 7 == 0 {
            said.push(format!("{:?}", db.commit(std::mem::take(&mut set)).await));
        }
    }
    said
}

async fn look(db: &Db, reading: Operation, step: usize) -> String {
    let until = |at: i64| (at + 300) * 100 + (step as i64 % 100);
    match reading {
        Operation::TakeTimers(at, limit) => {
            format!("{:?}", timers::take(db, &format!("n{step}"), at * 100, until(at), limit).await)
        }
        Operation::TakeJobs(at, limit) => {
            format!("{:?}", jobs::take(db, "mail", &format!("n{step}"), at * 100, until(at), limit).await)
        }
        Operation::Look(case) => {
            let case = format!("case-{case}");
            format!(
                "{:?} {:?} {:?} {:?}",
                events::after(db, &case, 2, 4).await,
                tasks::of_case(db, &case).await,
                timers::next(db).await,
                jobs::next(db, "mail").await,
            )
        }
        _ => String::new(),
    }
}

#[test]
fn random_operations_give_the_same_on_both() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for seed in 1..=12 {
        let mut random = Random(u64::wrapping_mul(seed, 0x9e37_79b9_7f4a_7c15));
        let operations: Vec<Operation> = (0..300).map(|_| random_operation(&mut random)).collect();
        let transcripts: Vec<Vec<String>> = targets()
            .into_iter()
            .map(|(target, _directory)| {
                runtime.block_on(async {
                    let db = open(&target).await;
                    let said = transcript(&db, &operations).await;
                    db.close().await;
                    said
                })
            })
            .collect();
        for (line, (one, other)) in transcripts[0].iter().zip(&transcripts[1]).enumerate() {
            assert_eq!(one, other, "seed {seed}, answer {line}");
        }
    }
}

// A timer may be made due again by a later write.
#[test]
fn a_timer_that_is_put_again_can_be_taken_again() {
    crate::on_both(|db, _| async move {
        for due in [10, 40] {
            let mut set = WriteSet::new(0);
            set.put(Timer { owner: None, ..timer("a", 1, due) });
            db.commit(set).await.unwrap();
            assert_eq!(timers::take(&db, "n1", 40, 900, 5).await.unwrap().len(), 1);
        }
    });
}
