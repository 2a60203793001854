//! The ask box on other sites.

use crate::domain::{EMBED_ORIGINS_MAX, InvalidEmbed};

pub const TITLE: &str = "Ask box for other sites";
pub const LEAD: &str =
    "Readers of your blog can ask from there. Copy one of these into a page or a sidebar of it.";
pub const BUTTON: &str = "A button";
pub const BUTTON_TEXT: &str = "A link to the asking page that looks like a button. It works on every blog. In WordPress, paste it \
     into a block “Custom HTML”.";
pub const BUTTON_CODE: &str = "HTML of the button";
pub const BUTTON_SAYS: &str = "Ask a question anonymously";
pub const LOOKS: &str = "It looks like this:";
pub const FRAME: &str = "The form itself";
pub const FRAME_TEXT: &str = "The form within your blog’s own page. Some blogs take out frames; then use the button. What is sent \
     opens on this site, where the seven words are shown. The letter is sealed by this server and not in the browser, and \
     there is no “Leave this page now” around it, so the button is the safer of the two.";
pub const FRAME_CODE: &str = "HTML of the form";
pub const FRAME_CLOSED: &str = "No other site may show the form yet. Name yours below first.";
pub const ORIGINS: &str = "Sites that may show the form";
pub const SITES: &str = "Addresses of sites";
pub const SAVE: &str = "Save";
pub const TO: &str = "Let readers of your blog ask from there";
/// Who is named and who is not.
pub fn sites_hint() -> String {
    format!(
        "One in a line, as https://blog.example, with “www.” if the blog has it. Up to {EMBED_ORIGINS_MAX}. Pages of all \
         other sites stay shut out, and every other page of this one stays as it is."
    )
}
pub const NONE: &str = "None.";

/// What is wrong with a list of sites.
pub fn problem(problem: &InvalidEmbed) -> String {
    match problem {
        InvalidEmbed::Address { line } => format!(
            "“{line}” is not the address of a site. Write it as https://blog.example, with nothing behind the name."
        ),
        InvalidEmbed::Plain { line } => format!(
            "“{line}” begins with http://. Anybody on the way could put another form in its place, so the site has to be \
             reached by https://."
        ),
        InvalidEmbed::TooMany => format!("Name {EMBED_ORIGINS_MAX} sites at the most."),
    }
}
