//! Figures and how they are told: one plain line each.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Which side of its aim a figure should be on.
#[derive(Clone, Copy)]
pub enum Aim {
    AtLeast(f64),
    AtMost(f64),
}

/// Ratios that missed their aims in this run.
static MISSED: AtomicUsize = AtomicUsize::new(0);

/// Prints a ratio of two figures of this run beside its aim. Other work slows both, so missing it is a fault of the
/// program: [`verdict`] ends the run with an error then.
pub fn held(name: &str, ratio: f64, aim: Aim) {
    if !aimed(name, ratio, "", aim) {
        MISSED.fetch_add(1, Ordering::Relaxed);
    }
}

/// An error, where a ratio missed its aim.
pub fn verdict() -> anyhow::Result<()> {
    let missed = MISSED.load(Ordering::Relaxed);
    anyhow::ensure!(missed == 0, "{missed} ratios missed their aims: look for `short` above");
    Ok(())
}

/// Prints a figure beside its aim; returns whether it is met.
pub fn aimed(name: &str, figure: f64, unit: &str, aim: Aim) -> bool {
    let (bound, ratio, met) = match aim {
        Aim::AtLeast(bound) => (bound, figure / bound, figure >= bound),
        Aim::AtMost(bound) => (bound, figure / bound, figure <= bound),
    };
    let verdict = if met { "pass" } else { "short" };
    println!(
        "{name:<44} {figure:>10.3} {unit:<6} aim {bound:>7.3}   of aim {ratio:>5.2}   {verdict}"
    );
    met
}

/// Prints a figure that has no aim.
pub fn told(name: &str, figure: f64, unit: &str) {
    println!("{name:<44} {figure:>10.3} {unit}");
}

/// The median and the 99th percentile of times, in milliseconds.
pub fn p50_p99(times: &mut [Duration]) -> (f64, f64) {
    times.sort();
    let at = |part: f64| {
        let place = (times.len() as f64 * part).ceil() as usize;
        times.get(place.saturating_sub(1)).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    };
    (at(0.5), at(0.99))
}

/// The median.
pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// All of them, to show how they spread.
pub fn list(figures: &[f64]) -> String {
    figures.iter().map(|figure| format!("{figure:.0}")).collect::<Vec<_>>().join(" ")
}
