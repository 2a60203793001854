//! How the program is linked.

/// The places that the loader adjusts at each start are listed in bits: 14 KiB to read instead of a megabyte, which would
/// stay in memory. glibc knows that from 2.36 on (Debian 12); a linker that does not know it says so and goes on.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|env| env == "gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}
