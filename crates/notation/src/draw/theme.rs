//! The colours of pictures.

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark on white, as for print.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// The colours of one theme, as CSS colours.
#[derive(Debug)]
pub(super) struct Palette {
    pub paper: &'static str,
    pub text: &'static str,
    /// Names outside of shapes.
    pub label: &'static str,
    pub line: &'static str,
    pub flow: &'static str,
    pub fill: &'static str,
    /// Edges of pools and lanes.
    pub frame: &'static str,
    /// Area and bar of lanes, by their position.
    pub lanes: [(&'static str, &'static str); 6],
    /// Bar of pools.
    pub pool: &'static str,
    pub start: (&'static str, &'static str),
    pub end: (&'static str, &'static str),
    pub event: (&'static str, &'static str),
    pub gateway: (&'static str, &'static str),
    /// Symbols of tasks.
    pub icon: &'static str,
    pub sub_process: &'static str,
    pub note: &'static str,
    /// Where the case is, and what is done: area and line.
    pub active: (&'static str, &'static str),
    pub completed: (&'static str, &'static str),
    /// From cold to hot.
    pub heat: [[u8; 3]; 3],
}

static LIGHT: Palette = Palette {
    paper: "#ffffff",
    text: "#1f2937",
    label: "#374151",
    line: "#475569",
    flow: "#64748b",
    fill: "#ffffff",
    frame: "#cbd5e1",
    lanes: [
        ("#f8fafc", "#e8eef6"),
        ("#fafaf7", "#efeee4"),
        ("#f7fbf9", "#e3f1ea"),
        ("#fbf9fd", "#eee8f5"),
        ("#fdf9f6", "#f6ebe2"),
        ("#f6fbfc", "#e0f0f3"),
    ],
    pool: "#e2e8f0",
    start: ("#ecfdf5", "#0f9d6b"),
    end: ("#fef2f2", "#c2413b"),
    event: ("#ffffff", "#475569"),
    gateway: ("#fffbeb", "#b7791f"),
    icon: "#475569",
    sub_process: "#fcfdfe",
    note: "#94a3b8",
    active: ("#eff6ff", "#2563eb"),
    completed: ("#f0fdf4", "#16a34a"),
    heat: [[255, 255, 255], [253, 224, 138], [239, 108, 92]],
};

static DARK: Palette = Palette {
    paper: "#0f172a",
    text: "#e5e9f0",
    label: "#cbd5e1",
    line: "#94a3b8",
    flow: "#8796ad",
    fill: "#1e293b",
    frame: "#334155",
    lanes: [
        ("#131c30", "#1d2940"),
        ("#17191f", "#25282f"),
        ("#101f24", "#1a2f33"),
        ("#1a1830", "#292543"),
        ("#201a20", "#312830"),
        ("#0f2030", "#193144"),
    ],
    pool: "#243149",
    start: ("#0d2b26", "#34d399"),
    end: ("#331a20", "#f87171"),
    event: ("#1e293b", "#94a3b8"),
    gateway: ("#2c2614", "#eab308"),
    icon: "#a8b5c7",
    sub_process: "#151f35",
    note: "#64748b",
    active: ("#172a54", "#60a5fa"),
    completed: ("#12291f", "#4ade80"),
    heat: [[30, 41, 59], [133, 94, 24], [190, 57, 50]],
};

impl Theme {
    /// Its colours.
    pub(super) fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }
}

impl Palette {
    /// The colour of a heat from 0 to 1.
    pub fn hot(&self, heat: f64) -> String {
        let heat = if heat.is_finite() { heat.clamp(0.0, 1.0) } else { 0.0 };
        let [cold, warm, hot] = self.heat;
        let (from, to, part) =
            if heat < 0.5 { (cold, warm, heat * 2.0) } else { (warm, hot, heat * 2.0 - 1.0) };
        let mix = |at: usize| {
            (f64::from(from[at]) + (f64::from(to[at]) - f64::from(from[at])) * part).round() as u8
        };
        format!("#{:02x}{:02x}{:02x}", mix(0), mix(1), mix(2))
    }
}
