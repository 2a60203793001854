//! The door of the desk: passwords are tried one at a time, behind two lanes.
//!
//! Each try costs 64 MiB for a moment, so no more than one runs. A browser that has signed in before, and
//! the machine itself, have a lane of their own, which strangers cannot fill: an attack from outside never
//! keeps the owner waiting for more than the tries that are already in front of it.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::{Error, OpenDesk, Result, Service, sessions::Sessions};
use crate::domain::{AccountId, AccountName, AccountRecord, Moment, PASSWORD_BYTES_MAX, Person};
use crate::seal::{self, AccountSecret, Keyring, Token, UnwrapError, WrappedKey};
use crate::{public::Site, vault};

/// Tries that may wait in one lane.
const LANE_PLACES: usize = 4;
/// Hexadecimal digits of an account's id and of a token, in a browser's mark.
const ACCOUNT_HEX: usize = 32;
const TOKEN_HEX: usize = 64;
/// Wrong passwords in a row that cost no waiting.
const FREE_FAILURES: u32 = 3;
/// The longest that wrong passwords make a lane wait, in seconds.
const WAIT_SECONDS_MAX: i64 = 30;

/// Which lane a try to sign in takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lane {
    /// From the machine itself.
    Loopback,
    /// From a browser that shows the mark of having signed in before.
    Marked(String),
    Stranger,
}

/// A session that has begun.
pub struct SignedIn {
    pub token: Token,
    /// The mark that gives this browser the known lane from now on.
    pub device: String,
}

/// Why somebody could not sign in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// No such account, or not its password; which of the two is not told.
    #[error("wrong account or password")]
    Wrong,
    /// Too many tries at once.
    #[error("too many tries at once")]
    Busy,
    /// Too many wrong passwords; the next try is taken after this many seconds.
    #[error("wait {seconds} seconds")]
    Wait { seconds: i64 },
    #[error(transparent)]
    Failed(#[from] Error),
}

pub(super) struct Door {
    /// One password at a time.
    turn: Semaphore,
    known: Queue,
    strangers: Queue,
}

struct Queue {
    places: Semaphore,
    failures: Mutex<Failures>,
}

#[derive(Default, Clone, Copy)]
struct Failures {
    in_a_row: u32,
    wait_until: Option<Moment>,
}

impl Door {
    pub(super) fn new() -> Self {
        let queue = || Queue { places: Semaphore::new(LANE_PLACES), failures: Mutex::default() };
        Self { turn: Semaphore::new(1), known: queue(), strangers: queue() }
    }
}

impl Queue {
    /// Seconds until this lane takes another try.
    fn wait(&self, now: Moment) -> Option<i64> {
        let until = self.lock().wait_until?;
        Some(until.0 - now.0).filter(|&seconds| seconds > 0)
    }

    fn note(&self, right: bool, now: Moment) {
        let mut failures = self.lock();
        if right {
            *failures = Failures::default();
            return;
        }
        failures.in_a_row = failures.in_a_row.saturating_add(1);
        if failures.in_a_row > FREE_FAILURES {
            let doubled = 1_i64 << (failures.in_a_row - FREE_FAILURES).min(10);
            failures.wait_until = Some(now.after(doubled.min(WAIT_SECONDS_MAX)));
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Failures> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service {
    /// Opens a session with an account's password, and the vault if it is closed. Letters that wait are
    /// moved in afterwards.
    ///
    /// # Errors
    ///
    /// * [`SignInError::Wrong`] for a wrong account or password, in the same time for both.
    /// * [`SignInError::Busy`] or [`SignInError::Wait`] when the lane is full or slowed down.
    pub async fn sign_in(
        &self,
        account: &str,
        password: &str,
        lane: &Lane,
        now: Moment,
    ) -> Result<SignedIn, SignInError> {
        let site = self.site()?;
        let record = match AccountName::parse(account) {
            Ok(name) => self.inner.public.account(name).await.map_err(Error::from)?,
            Err(_) => None,
        };
        let queue = self.lane(&site, record.as_ref(), lane);
        if let Some(seconds) = queue.wait(now) {
            return Err(SignInError::Wait { seconds });
        }
        let _place = queue.places.try_acquire().map_err(|_| SignInError::Busy)?;
        let opened = self.try_password(&site, record, password).await?;
        queue.note(opened.is_some(), now);
        let (record, keyring) = opened.ok_or(SignInError::Wrong)?;
        let device = device_mark(&site, record.id);
        let person = Person { id: record.id, name: record.person, role: record.role };
        let token = self.open_desk(keyring, person, now).await?;
        Ok(SignedIn { token, device })
    }

    /// Whether a browser is signed in or has been before, so that it may send as much as the desk takes.
    pub async fn knows(&self, token: Option<&Token>, mark: Option<&str>, now: Moment) -> bool {
        let Ok(site) = self.site() else { return false };
        if mark.is_some_and(|mark| marked_account(&site, mark).is_some()) {
            return true;
        }
        let (Some(token), Some(open)) = (token, self.opened().await) else { return false };
        open.sessions.person(token, now).is_some()
    }

    fn lane(&self, site: &Site, record: Option<&AccountRecord>, lane: &Lane) -> &Queue {
        let known = match (lane, record) {
            (Lane::Loopback, _) => true,
            (Lane::Marked(mark), Some(record)) => marked_account(site, mark) == Some(record.id),
            (Lane::Marked(_), None) | (Lane::Stranger, _) => false,
        };
        if known { &self.inner.door.known } else { &self.inner.door.strangers }
    }

    /// Opens the keyring with the password, if it is right, on a blocking thread of its own.
    async fn try_password(
        &self,
        site: &Arc<Site>,
        record: Option<AccountRecord>,
        password: &str,
    ) -> Result<Option<(AccountRecord, Keyring)>> {
        if password.len() > PASSWORD_BYTES_MAX {
            return Ok(None);
        }
        let _turn = self.inner.door.turn.acquire().await.map_err(|_| Error::Busy)?;
        let (site, password) = (Arc::clone(site), zeroize::Zeroizing::new(password.to_owned()));
        let task = tokio::task::spawn_blocking(move || -> Result<_> {
            let Some(record) = record else {
                seal::spend_like_unwrap(&password);
                return Ok(None);
            };
            let Some(secret) = unwrap_password(&site, &record, &password)? else { return Ok(None) };
            let keyring = open_keyring(&site, &record, &secret)?;
            Ok(Some((record, keyring)))
        });
        task.await?
    }

    /// Opens the vault if it is closed, and a session in it.
    ///
    /// # Errors
    ///
    /// * [`Error::ForeignKeyring`] when the keyring is not the one of the open vault.
    pub(super) async fn open_desk(
        &self,
        keyring: Keyring,
        person: crate::domain::Person,
        now: Moment,
    ) -> Result<Token> {
        let mut desk = self.inner.desk.write().await;
        match desk.as_ref() {
            Some(open) if !open.keyring.opens_the_same(&keyring) => {
                return Err(Error::ForeignKeyring);
            }
            Some(_) => {}
            None => *desk = Some(self.open_vault(keyring).await?),
        }
        let open = desk.as_ref().ok_or(Error::SignedOut)?;
        self.check_public_key(&open.keyring).await?;
        let token = open.sessions.begin(person, now);
        self.inner.nudge.notify_one();
        Ok(token)
    }

    /// Opens the vault, by which a keyring proves that it is the column's.
    async fn open_vault(&self, keyring: Keyring) -> Result<OpenDesk> {
        let key =
            keyring.vault_keys.last().cloned().ok_or_else(|| anyhow::anyhow!("no vault key"))?;
        let folder = self.inner.folder.path().to_owned();
        let (reader, writer) =
            tokio::task::spawn_blocking(move || vault::open(&folder, &key)).await??;
        let sessions = Sessions::new(self.inner.options.idle_seconds);
        Ok(OpenDesk { reader, writer, keyring: Arc::new(keyring), sessions })
    }

    /// Compares the published key with the keyring's. Whoever can write the public store could put a key of
    /// their own there, and read what is sealed from then on; only a keyring that opens the vault can tell.
    async fn check_public_key(&self, keyring: &Keyring) -> Result<()> {
        let site = self.site()?;
        let newest = keyring.newest().map(seal::ColumnSecret::public_half);
        let newest = newest.ok_or_else(|| anyhow::anyhow!("no column key"))?;
        if newest == site.key {
            return Ok(());
        }
        tracing::error!(
            "the column's public key in public.db was changed by somebody else; it is put right now. Letters \
             sent since then cannot be opened and are set aside. Somebody has had write access to this folder."
        );
        self.inner.writer.put_key(newest).await?;
        self.put_site(Site { key: newest, ..Site::clone(&site) });
        Ok(())
    }
}

fn unwrap_password(
    site: &Site,
    record: &AccountRecord,
    password: &str,
) -> Result<Option<AccountSecret>> {
    let wrapped: WrappedKey = serde_json::from_str(&record.wrapped).map_err(anyhow::Error::from)?;
    match seal::unwrap_key(&site.id, &record.id, &wrapped, password) {
        Ok(secret) => Ok(Some(secret)),
        Err(UnwrapError::WrongPassword) => Ok(None),
        Err(error @ (UnwrapError::Params | UnwrapError::Memory)) => {
            Err(Error::Internal(error.into()))
        }
    }
}

fn open_keyring(site: &Site, record: &AccountRecord, secret: &AccountSecret) -> Result<Keyring> {
    let keyring =
        seal::open_keyring(&site.id, &record.id, secret, record.generation, &record.keyring);
    keyring.map_err(|error| Error::Internal(error.into()))
}

/// What a browser keeps to be known again: the account, a random text, and the signature of both.
pub(super) fn device_mark(site: &Site, account: AccountId) -> String {
    let random = Token::generate().as_text();
    format!("{account}{}{}", *random, signature(site, account, &random))
}

/// The account that a browser's mark was made for; none for a text that we did not sign.
fn marked_account(site: &Site, mark: &str) -> Option<AccountId> {
    let (account, rest) = mark.split_at_checked(ACCOUNT_HEX)?;
    let (random, signed) = rest.split_at_checked(TOKEN_HEX)?;
    let account = AccountId::from_hex(account).ok()?;
    seal::same(signed.as_bytes(), signature(site, account, random).as_bytes()).then_some(account)
}

fn signature(site: &Site, account: AccountId, random: &str) -> String {
    let signed = seal::mac(&site.device_key, &[b"unsaid/1 device", &account.0, random.as_bytes()]);
    crate::domain::AuthHash(signed).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_passwords_slow_a_lane_down_for_thirty_seconds_at_the_most() {
        let lane = Queue { places: Semaphore::new(1), failures: Mutex::default() };
        for _ in 0..FREE_FAILURES {
            lane.note(false, Moment(0));
            assert_eq!(lane.wait(Moment(0)), None);
        }
        lane.note(false, Moment(0));
        assert_eq!(lane.wait(Moment(0)), Some(2));
        for _ in 0..100 {
            lane.note(false, Moment(0));
        }
        assert_eq!(lane.wait(Moment(0)), Some(WAIT_SECONDS_MAX));
        assert_eq!(lane.wait(Moment(WAIT_SECONDS_MAX)), None);
    }

    #[test]
    fn a_right_password_ends_the_waiting() {
        let lane = Queue { places: Semaphore::new(1), failures: Mutex::default() };
        (0..10).for_each(|_| lane.note(false, Moment(0)));
        lane.note(true, Moment(0));
        assert_eq!(lane.wait(Moment(0)), None);
    }
}
