//! What can be typed.

use clap::{Parser, Subcommand, ValueEnum};
use lang::Lang;
use std::path::PathBuf;

/// Write a customer-service workflow down, see it as a diagram, run it.
#[derive(Debug, Parser)]
#[command(
    name = "stepwell",
    version,
    about = "Write a customer-service workflow down, see it as a diagram, run it",
    propagate_version = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// Print JSON instead of text for people
    #[arg(long, global = true)]
    pub json: bool,
    /// The language of messages (en, th, it, id, ja); from the environment if not given
    #[arg(long, global = true, value_parser = language)]
    pub lang: Option<Lang>,
    /// Say on standard error what the program does inside; STEPWELL_LOG names a level for each part
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

fn language(code: &str) -> Result<Lang, String> {
    Lang::from_code(code).ok_or_else(|| format!("{code:?} is not one of en, th, it, id, ja"))
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Convert a workflow: outline or BPMN in, any form out
    Convert {
        /// An outline (.txt) or BPMN 2.0 XML (.bpmn); - for standard input
        input: PathBuf,
        /// The form that is printed
        #[arg(long, value_enum)]
        to: Form,
        /// The language in which an outline is written; found by itself if not given
        #[arg(long, value_parser = language)]
        from_lang: Option<Lang>,
        /// The BPMN 2.0 XML that an outline was made from: it is written into this, and what no outline can say stays
        #[arg(long, value_name = "BPMN")]
        base: Option<PathBuf>,
        /// Of several workflows the one that becomes an outline, by its id
        #[arg(long, value_name = "ID")]
        process: Option<String>,
    },
    /// Say what is wrong with workflows and decisions, or suspicious
    Check {
        /// Outlines (.txt), BPMN 2.0 XML (.bpmn) or decisions (.dmn); - for standard input
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Draw a workflow, without a browser
    Render {
        /// An outline (.txt) or BPMN 2.0 XML (.bpmn); - for standard input
        input: PathBuf,
        /// Where to: .svg or .png
        output: PathBuf,
        /// How large a PNG is drawn
        #[arg(long, default_value_t = 1.0)]
        scale: f64,
        /// Light lines on a dark ground
        #[arg(long)]
        dark: bool,
        /// Place everything anew, even if the model says where it stands
        #[arg(long)]
        layout: bool,
    },
    /// Run a case in the terminal; with --db it can be left and resumed
    Run {
        /// An outline (.txt) or BPMN 2.0 XML (.bpmn)
        file: PathBuf,
        /// A variable the case starts with; the value is JSON, or else a text
        #[arg(long = "var", value_name = "NAME=VALUE")]
        variables: Vec<String>,
        /// The database that keeps the case: a file, or postgres://…
        #[arg(long)]
        db: Option<String>,
        /// A further workflow or decision (.bpmn, .txt, .dmn) that the case calls
        #[arg(long = "with", value_name = "FILE")]
        with: Vec<PathBuf>,
        /// Begin a new case, even if one is open in the database
        #[arg(long = "new", conflicts_with = "case")]
        anew: bool,
        /// Go on with this case, instead of the newest open one
        #[arg(long, requires = "db", conflicts_with = "start")]
        case: Option<String>,
        /// Begin a new case at this start event, as if it had happened
        #[arg(long, value_name = "ELEMENT")]
        start: Option<String>,
    },
    /// Show the history of a case, a line for each event
    Trace {
        /// The case's id
        case: String,
        /// The database: a file, or postgres://…
        #[arg(long, default_value = "stepwell.db")]
        db: String,
    },
    /// Measure this machine
    Bench {
        /// The folder in which databases are made, on the disk to be measured; the temporary folder if not given
        #[arg(long, global = true)]
        dir: Option<PathBuf>,
        /// What to measure
        #[command(subcommand)]
        what: Bench,
    },
    /// Cases without end, for tests that kill the program
    #[command(hide = true)]
    Load {
        /// The database
        #[arg(long)]
        db: String,
        /// How many start cases at the same time
        #[arg(long, default_value_t = 4)]
        clients: u32,
        /// Only finish what is open
        #[arg(long)]
        drain: bool,
    },
    /// Look whether everything that Stepwell needs is there and works
    Doctor {
        /// The database to look at: a file, or postgres://…
        #[arg(long)]
        db: Option<String>,
    },
}

/// The forms of a workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// BPMN 2.0 XML
    Bpmn,
    /// The canonical outline
    Outline,
    /// Steps, ways and teams as JSON
    Json,
    /// A picture
    Svg,
}

/// What can be measured.
#[derive(Debug, Clone, Subcommand)]
pub enum Bench {
    /// Cases in memory
    Memory {
        /// How many
        #[arg(long, default_value_t = 300_000)]
        cases: u32,
    },
    /// Cases on a database, by 1, 64 and 512 clients, beside the raw rate of appends of the same bytes
    Durable {
        /// An empty PostgreSQL database, postgres://…; new SQLite files if not given
        #[arg(long)]
        db: Option<String>,
        /// The process id of its server, whose CPU time is counted too
        #[arg(long)]
        server: Option<u32>,
        /// How many in each run
        #[arg(long, default_value_t = 20_000)]
        cases: u32,
    },
    /// Outline and BPMN parsing, expressions
    Notation,
    /// Time to the first command after a crash, with many open cases and timers
    Recovery {
        /// Open cases
        #[arg(long, default_value_t = 100_000)]
        cases: u32,
        /// Timers
        #[arg(long, default_value_t = 1_000_000)]
        timers: u32,
    },
    /// What a command costs in an old case, and in a large multi-instance activity
    Age {
        /// How many commands the old case has behind it; each is six events
        #[arg(long, default_value_t = 19_500)]
        commands: u32,
        /// The items of the largest multi-instance activity
        #[arg(long, default_value_t = 100_000)]
        items: u32,
    },
    /// Load for a long time: memory must stay flat
    Soak {
        /// How long
        #[arg(long, default_value_t = 60)]
        minutes: u64,
        /// Cases a second
        #[arg(long, default_value_t = 500)]
        rate: u32,
    },
    /// The part of `recovery` that is killed: fills a database and waits
    #[command(hide = true)]
    Fill {
        /// The database
        file: PathBuf,
        /// Open cases
        cases: u32,
        /// Timers of each
        timers: u32,
    },
    /// The part of `recovery` that starts anew: sends one command to a case
    #[command(hide = true)]
    First {
        /// The database
        file: PathBuf,
        /// The case
        case: String,
    },
}
