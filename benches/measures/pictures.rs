//! A photo of 12 megapixels made ready, in a process of its own on one core.

use anyhow::{Context, ensure};

use crate::support::report::{Aim, aimed, list, median};
use crate::support::{camera, place};

const SECONDS: f64 = 2.0;
const MIB: f64 = 200.0;

pub fn pictures() -> anyhow::Result<()> {
    for (kind, in_passes) in [("", false), (" progressive", true)] {
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(file.path(), camera::photo(1, in_passes)?)?;
        let mut command = place::server_command(&std::env::current_exe()?);
        let output = command.arg(camera::MODE).arg(file.path()).output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout)?;
        let mut figures: Vec<f64> = text.split_whitespace().flat_map(str::parse).collect();
        let peak = figures.pop().context("no figures")?;
        let seconds = median(&figures) / 1_000.0;
        aimed(&format!("12-megapixel{kind} JPEG"), seconds, "s", Aim::AtMost(SECONDS));
        println!("  each time, ms: {}", list(&figures));
        let name = format!("12-megapixel{kind} JPEG, peak memory");
        aimed(&name, peak / 1_024.0, "MiB", Aim::AtMost(MIB));
    }
    Ok(())
}
