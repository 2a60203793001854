//! The scripts' own tests, which need no browser.

use std::process::Command;

#[test]
fn the_tests_of_the_scripts_pass() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/js");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tests: Vec<_> =
        files.filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    assert!(tests.len() >= 4, "{tests:?}");
    let run = Command::new("node").arg("--test").args(&tests).output();
    let run = run.expect("node is there (apt-get install nodejs)");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}
