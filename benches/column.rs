//! What the column takes, next to what the machine gives: `cargo bench`, or `cargo bench -- submissions`.
//!
//! Every figure comes from the real program, started as a process of its own and spoken to over HTTP. It prints
//! lines. No time is asserted; a ratio to a limit of the same run that misses its aim ends the run with an error, once
//! all is measured. `docs/benchmarks.md` says how to read them. Run without `--bench`, as
//! `cargo test --all-targets` does, it measures nothing.

mod measures;
mod support;

use std::path::Path;

use support::{bare, camera, fixture, place, report};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, path] = arguments.as_slice()
        && mode == bare::MODE
    {
        return bare::serve(Path::new(path));
    }
    if let [mode, path] = arguments.as_slice()
        && mode == camera::MODE
    {
        return camera::prepare(Path::new(path));
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("measures nothing; run it by `cargo bench`");
        return Ok(());
    }
    let wanted: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|a| !a.starts_with('-')).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.contains(&name);
    if is_wanted("pictures") {
        measures::pictures()?;
        // They need no column, which takes minutes to make.
        if wanted == ["pictures"] {
            return Ok(());
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // It has columns of its own, and takes as long as all others together.
    if wanted == ["growth"] {
        place::stay_beside_the_server();
        runtime.block_on(measures::growth())?;
        return report::verdict();
    }
    let columns = fixture::prepare()?;
    place::stay_beside_the_server();
    runtime.block_on(async {
        if is_wanted("footprint") {
            measures::footprint(&columns).await?;
        }
        if is_wanted("submissions") {
            measures::submissions(&columns).await?;
        }
        if is_wanted("sealed") {
            measures::sealed(&columns).await?;
        }
        if is_wanted("pages") {
            measures::pages(&columns).await?;
        }
        if is_wanted("saves") {
            measures::saves(&columns).await?;
        }
        if is_wanted("previews") {
            measures::previews(&columns).await?;
        }
        if is_wanted("uploads") {
            measures::uploads(&columns).await?;
        }
        if is_wanted("site") {
            measures::site(&columns).await?;
        }
        if is_wanted("arrivals") {
            measures::arrivals(&columns).await?;
        }
        report::verdict()
    })
}
