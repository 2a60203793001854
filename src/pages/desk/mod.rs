//! The pages of the desk, and the door before it. It is denser than the site, and as calm.

mod attention;
mod conflict;
mod conversation;
mod done;
mod door;
mod editor;
mod editor_fields;
mod letter;
mod login;
mod parts;
mod posts;
mod proof;
mod publish_form;
mod question;
mod question_forms;
mod question_log;
mod queue;
mod queue_tools;
mod settings;
mod settings_country;
mod settings_line;
mod settings_publishing;
mod shell;
#[cfg(test)]
mod tests;
mod unsent;

pub use conflict::conflict;
pub use done::Done;
pub use door::{SetupForm, needs_https, recovery_code, setup, setup_gone};
pub use editor::{EditorView, editor};
pub use editor_fields::PostForm;
pub use letter::{NewLetterForm, letter_entered, new_letter};
pub use login::{LoginProblem, login};
pub use posts::posts;
pub use publish_form::{OptionsForm, PublishView};
pub use question::question;
pub use question_forms::QuestionForms;
pub use queue::{QueueFilter, QueueView, queue};
pub use settings::{SettingsView, restore, settings};
pub use settings_country::{CountryForm, PlaceView, new_country, place, remove_country};
pub use settings_line::{LineForm, help_line};
pub use settings_publishing::PublishingForm;
pub use shell::{DeskFrame, DeskPlace, problem};
pub use unsent::{UnsentForm, resume};
