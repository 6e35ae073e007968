//! Chores of the project, run as tests: see [`tidy`].

#[cfg(test)]
mod tidy;

fn main() {
    println!("The chores of the project are tests: cargo nextest run -p xtask");
}
