//! The use cases: ask, come back, sign in, move in, triage, draft, publish, reply, back up.
//!
//! The only module that gets the writers of both stores and the session registry, so all that crosses
//! the wall between them is written here and can be checked in one place. It knows nothing of the web.
//!
//! Locks are taken in one order, desk before crossing, so that none waits for the other.

mod asking;
mod backup;
mod blocks;
mod checking;
mod comments;
mod crossing;
mod demo;
mod desk;
mod door;
mod error;
mod finding;
mod folder;
mod follow;
mod gate;
mod inward;
mod keeping;
mod lanes;
mod marks;
mod opening;
mod outward;
mod picturing;
mod post_letters;
mod posting;
mod reading;
mod receipt;
mod responding;
mod revising;
mod scheduling;
mod sessions;
mod settings;
mod setup;
mod shelf;
mod tidying;
mod triage;
mod viewing;
mod writing;

pub use asking::Sealing;
pub use comments::COMMENT_ROWS;
pub use desk::Desk;
pub use door::{SignInError, SignedIn};
pub use error::{Error, Result};
pub use folder::{Folder, FolderError};
pub use follow::Wish;
pub use gate::{Asking, Bound, FormUse, Gate, GateLimits, Purpose, Verdict};
pub use keeping::KEEPING;
pub use lanes::Lane;
pub use picturing::{Library, PictureError, Taken};
pub use posting::Calendar;
pub use receipt::OpenedMailbox;
pub use responding::Response;
pub use settings::{SettingsError, about_html};
pub use setup::{NewColumn, RecoverError, Recovery, SetUp};
pub use triage::Entered;

/// Which questions a list shows.
pub use crate::vault::QueueFilter;

/// How far a change of a block reaches.
pub use crate::vault::Reach;

/// How a password is stretched; tests choose a cheaper way.
pub use crate::seal::KdfParams;

/// What a page derives from a receipt's words and proves itself by.
pub use crate::seal::{Auth, LookupKey};

/// The text of a session or of a device cookie, as it was given out.
pub use crate::seal::Token;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::{Mutex, Notify, RwLock as AsyncRwLock};

use crate::domain::{Day, Moment};
use crate::public::{self, Site};
use crate::seal::Keyring;
use crate::vault;

/// How the service is set up, beside its folder.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Size that the public store may grow to, in MiB.
    pub store_mib: u32,
    /// Seconds without a request after which a session ends.
    pub idle_seconds: i64,
    /// What a new password is wrapped with.
    pub kdf: KdfParams,
}

/// The product, without its web pages. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    inner: Arc<Inner>,
}

struct Inner {
    folder: Folder,
    options: Options,
    public: public::Reader,
    writer: public::Writer,
    /// What the public store says of the column; none before it is set up.
    site: RwLock<Option<Arc<Site>>>,
    /// How often that was replaced.
    sites: AtomicU64,
    /// Some while somebody is signed in. A request at the desk holds it for reading; closing waits for all.
    desk: Arc<AsyncRwLock<Option<OpenDesk>>>,
    door: lanes::Door,
    /// Held by whoever moves something over the wall: one at a time.
    crossing: Mutex<()>,
    /// Held by whoever takes a backup.
    backup: Mutex<()>,
    /// Where pictures are made ready.
    easel: picturing::Easel,
    /// Something waits to be moved.
    nudge: Notify,
    tidying: std::sync::Mutex<tidying::Tidying>,
    views: viewing::Counter,
    /// Set when the published key was found to be another than the keyring's; shown at the desk.
    key_was_changed: AtomicBool,
}

/// The vault and its keys, while it is open.
struct OpenDesk {
    reader: vault::Reader,
    writer: vault::Writer,
    keyring: Arc<Keyring>,
    sessions: sessions::Sessions,
}

impl Service {
    /// Opens the public store in a folder that this process owns. The vault stays closed.
    ///
    /// # Errors
    ///
    /// * When the file is damaged, or was made by a newer program.
    pub async fn open(folder: Folder, options: Options) -> Result<Self> {
        let limits = public::Limits { store_mib: options.store_mib };
        let (reader, writer) = public::open(folder.path(), limits)?;
        let site = reader.site().await?.map(Arc::new);
        let inner = Inner {
            folder,
            options,
            public: reader,
            writer,
            site: RwLock::new(site),
            sites: AtomicU64::new(0),
            desk: Arc::new(AsyncRwLock::new(None)),
            door: lanes::Door::new(),
            crossing: Mutex::new(()),
            backup: Mutex::new(()),
            easel: picturing::Easel::new(),
            nudge: Notify::new(),
            tidying: std::sync::Mutex::default(),
            views: viewing::Counter::default(),
            key_was_changed: AtomicBool::new(false),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Reads of the public store, for the pages of the site.
    pub fn public(&self) -> &public::Reader {
        &self.inner.public
    }

    /// The column.
    ///
    /// # Errors
    ///
    /// * [`Error::NotSetUp`] before it is set up.
    pub fn site(&self) -> Result<Arc<Site>> {
        let site = self.inner.site.read().unwrap_or_else(PoisonError::into_inner);
        site.clone().ok_or(Error::NotSetUp)
    }

    /// The column's day at a moment, by the calendar of its zone; by that of UTC before it is set up.
    pub fn today(&self, now: Moment) -> Day {
        self.site().map_or_else(|_| now.day(), |site| site.settings.zone.day(now))
    }

    /// Keeps what the public store says of the column from now on.
    fn put_site(&self, site: Site) {
        *self.inner.site.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(site));
        self.inner.sites.fetch_add(1, Ordering::Release);
    }

    /// A number that grows with all that public pages are made of: the store, and the column as it is kept in
    /// memory. A page whose making began at this number may be shown for as long as it stays.
    pub fn generation(&self) -> u64 {
        self.inner.public.last_generation() + self.inner.sites.load(Ordering::Acquire)
    }

    /// Waits until something may be there to be moved over the wall.
    pub async fn nudged(&self) {
        self.inner.nudge.notified().await;
    }
}
