//! The list of posts, and what is done with a post as a whole.

use crate::domain::{BIN_DAYS, Day, Moment, PostKind, PostRow, PostShow, PostSort, Zone, visible};
use crate::texts::en::desk::publishing;
use crate::texts::en::desk::queue::Empty;

pub const TITLE: &str = "Posts";
pub const UNTITLED: &str = "Untitled";
pub const TO_QUEUE: &str = "Go to the queue";
pub const NEXT: &str = "More posts";
pub const LOOK_FURTHER: &str = "Look further";
pub const TO_FIRST: &str = "Back to the first page";
pub const PAGES: &str = "Pages of the list";
pub const EDITED: &str = "Edited";
pub const PLACES: &str = "Around the posts";
pub const CALENDAR: &str = "Calendar";
pub const BLOCKS: &str = "Blocks";
pub const SNIPPETS: &str = "Snippets";
pub const NEW_ENTRY: &str = "New entry";
pub const NEW_PAGE: &str = "New page";
pub const NEW_HINT: &str =
    "An entry is news, an event or an essay. A page stays, as “About” or “Imprint”.";

pub const STARTS: &str = "Pages to begin from";
pub const STARTS_HINT: &str =
    "Each begins with a text to change. Nobody sees it before you publish it.";
pub const CHOOSE_HINT: &str = "Open a draft, or begin an entry: the time is filled in there, and nothing is set before you press.";
pub const CHOOSE_NONE: &str = "Choose none";

/// That a post is chosen for a time.
pub fn choose(zone: &Zone, slot: Moment) -> String {
    format!("Choose a post for {}.", publishing::moment(zone, slot))
}

pub const PARTS: &str = "Parts of the list";
pub const SEARCH: &str = "Words in title or text";
pub const TAG: &str = "Tag";
pub const SORT: &str = "Order";
pub const SEND: &str = "Show";
pub const CLEAR: &str = "Show all again";

pub const MENU: &str = "Menu of the site";
pub const IN_MENU: &str = "In the menu";
pub const UP: &str = "Up";
pub const DOWN: &str = "Down";
pub const PUT_IN: &str = "Put into the menu";
pub const TAKE_OUT: &str = "Take out of the menu";
pub const COPY: &str = "Make a copy";
pub const BIN: &str = "Put into the bin";
pub const UNBIN: &str = "Put it back";
pub const BIN_SHUT: &str = "To delete it, take it off the site first.";
pub const BIN_DUE_HINT: &str = "In the bin it has no date any more and does not go out.";
pub const ACTIONS: &str = "More";

pub const STILL_PUBLIC: &str = "This post is not in the bin";
pub const STILL_PUBLIC_ADVICE: &str =
    "It is on the site. Take it off the site first, then put it into the bin.";

/// A post's title in a list; a draft may have none yet.
pub fn title(title: &str) -> String {
    if title.is_empty() { UNTITLED.to_owned() } else { visible(title) }
}

/// The place of one page in the menu.
pub fn menu_of(title: &str) -> String {
    format!("{MENU}: {}", self::title(title))
}

/// A part of the list.
pub fn part(show: PostShow) -> &'static str {
    match show {
        PostShow::All => "All",
        PostShow::Drafts => "Drafts",
        PostShow::Scheduled => "Scheduled",
        PostShow::Published => "Published",
        PostShow::Pages => "Pages",
        PostShow::Bin => "Bin",
    }
}

/// An order of a part of the list.
pub fn sort(sort: PostSort, show: PostShow) -> &'static str {
    match sort {
        PostSort::Edited if show == PostShow::Pages => "As in the menu",
        PostSort::Edited => "Last edited first",
        PostSort::Title => "By title",
        PostSort::Date => "By date on the site",
    }
}

/// What a post without a letter is; nothing for an answer, which most are.
pub fn kind(kind: PostKind) -> Option<&'static str> {
    match kind {
        PostKind::Answer => None,
        PostKind::Entry => Some("Entry"),
        PostKind::Page => Some("Page"),
    }
}

/// How a post stands, as a label.
pub fn state(row: &PostRow) -> &'static str {
    match &row.publication {
        _ if row.deleted.is_some() => "In the bin",
        _ if row.due.is_some() => "Scheduled",
        None => "Draft",
        Some(publication) if !publication.live => "Off the site",
        Some(publication) if publication.revision < row.revision => "Public, with a newer draft",
        Some(_) => "Public",
    }
}

/// The day on which a post comes out, or came out; none where it has no such day.
pub fn when(row: &PostRow, zone: &Zone) -> Option<String> {
    match (&row.publication, row.due) {
        _ if row.deleted.is_some() => None,
        (_, Some(due)) => Some(format!("Goes out on {}", publishing::moment(zone, due))),
        (Some(publication), None) if publication.live => {
            Some(format!("Since {}", publishing::day(zone, publication.first)))
        }
        _ => None,
    }
}

/// When a post in the bin goes for good.
pub fn goes(deleted: Day) -> String {
    format!("Goes for good on {}", Day(deleted.0 + BIN_DAYS))
}

/// What a part of the list says where it has nothing.
pub fn empty(show: PostShow) -> Empty {
    let (head, line) = match show {
        PostShow::All => (
            "No posts yet",
            "Open a letter in the queue and begin a post from it, or begin an entry or a page here.",
        ),
        PostShow::Drafts => {
            ("No drafts", "Everything that was begun is on the site or has a date.")
        }
        PostShow::Scheduled => {
            ("Nothing has a date", "Posts that wait for their date gather here.")
        }
        PostShow::Published => ("Nothing is on the site", "Published posts gather here."),
        PostShow::Pages => (
            "No pages yet",
            "About, imprint, terms, a word on medical advice: a page for each, in the menu of the site.",
        ),
        PostShow::Bin => ("The bin is empty", "What is put here stays for 30 days."),
    };
    Empty { head, line }
}

/// Nothing has the words or the tag.
pub const NO_RESULTS: Empty =
    Empty { head: "Nothing found", line: "No post in this part of the list has all of that." };
pub const NO_MORE: Empty = Empty { head: "That was all", line: "The list ends here." };
