//! Every colour that the column may have, held to the contrast of WCAG 2.2 in both themes.

use super::{DESK_CSS, SITE_CSS};
use crate::domain::Accent;

/// What text needs (1.4.3), and what a line or a mark needs (1.4.11).
const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;
const DARK: &str = " (prefers-color-scheme: dark)";

/// The colours of a rule, by their names.
struct Rule<'a>(&'a str);

impl Rule<'_> {
    /// The relative luminance of a colour that is written as `#rrggbb`.
    fn luminance(&self, name: &str) -> f64 {
        let (_, hex) = self.0.split_once(&format!("{name}: #")).unwrap();
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
    }
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What stands between the braces behind `selector`, from its first place on.
fn rule<'a>(css: &'a str, selector: &str) -> Rule<'a> {
    let (_, behind) = css.split_once(&format!("{selector} {{")).unwrap();
    Rule(behind.split_once('}').unwrap().0)
}

/// The rules of a sheet for light, and those for dark.
fn themes(css: &str) -> [String; 2] {
    let (dark, light): (Vec<&str>, Vec<&str>) =
        css.split("@media").partition(|part| part.starts_with(DARK));
    [light.concat(), dark.concat()]
}

#[test]
fn the_formula_is_that_of_wcag() {
    let rule = Rule("--a: #000000; --b: #ffffff; --c: #777777;");
    let of = |a, b| contrast(rule.luminance(a), rule.luminance(b));
    assert!((of("--a", "--b") - 21.0).abs() < 1e-9);
    assert!((of("--c", "--b") - 4.478).abs() < 1e-3);
}

#[test]
fn every_colour_can_be_read_in_both_themes() {
    for css in [SITE_CSS, DESK_CSS] {
        for theme in themes(css) {
            let root = rule(&theme, ":root");
            for accent in Accent::ALL {
                let shown = rule(&theme, &format!("[data-accent={}]", accent.as_str()));
                let shown = shown.luminance("--accent");
                for ground in ["--paper", "--sheet", "--on-accent"] {
                    let found = contrast(shown, root.luminance(ground));
                    assert!(found >= TEXT, "{accent:?} on {ground}: {found:.2}\n{}", root.0);
                }
            }
        }
    }
}

#[test]
fn ink_and_edges_can_be_seen_in_both_themes() {
    for theme in themes(SITE_CSS) {
        let root = rule(&theme, ":root");
        let luminance = |name| root.luminance(name);
        for ground in ["--paper", "--sheet"].map(luminance) {
            assert!(contrast(luminance("--ink"), ground) >= TEXT);
            assert!(contrast(luminance("--soft"), ground) >= TEXT);
            assert!(contrast(luminance("--edge"), ground) >= MARK);
        }
    }
}

#[test]
fn the_first_colour_is_the_one_without_a_choice() {
    let first = format!("[data-accent={}]", Accent::default().as_str());
    let sheet = SITE_CSS.split_once("`domain::Accent`").unwrap().1;
    for theme in themes(sheet) {
        assert_eq!(rule(&theme, ":root").0, rule(&theme, &first).0);
    }
}
