//! Chores of the project, run as tests: what no compiler checks ([`tidy`]), what the program is made of
//! ([`third_party`]), and pages that are made from the code ([`limits_page`]).

#[cfg(test)]
mod files;
#[cfg(test)]
mod limits_page;
#[cfg(test)]
mod third_party;
#[cfg(test)]
mod tidy;

fn main() {
    println!("The chores of the project are tests: cargo test -p xtask");
}
