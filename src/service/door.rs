//! The door of the desk: a password opens a keyring, a keyring opens the vault.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::lanes::{Lane, Queue};
use super::marks::{device_mark, marked_account};
use super::{Error, OpenDesk, Result, Service, sessions::Sessions};
use crate::domain::{AccountName, AccountRecord, Moment, PASSWORD_BYTES_MAX, Person};
use crate::public::Site;
use crate::seal::{self, AccountSecret, Keyring, Token, UnwrapError, WrappedKey};
use crate::vault;

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
        let turn =
            Arc::clone(&self.inner.door.turn).acquire_owned().await.map_err(|_| Error::Busy)?;
        let (site, password) = (Arc::clone(site), zeroize::Zeroizing::new(password.to_owned()));
        let task = tokio::task::spawn_blocking(move || -> Result<_> {
            // The turn lasts as long as the work, even if nobody waits for it any more.
            let _turn = turn;
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
        person: Person,
        now: Moment,
    ) -> Result<Token> {
        let mut desk = self.inner.desk.write().await;
        match desk.as_ref() {
            Some(open) if !open.keyring.opens_the_same(&keyring) => {
                return Err(Error::ForeignKeyring);
            }
            Some(_) => self.check_public_key(&keyring).await?,
            None => {
                let open = self.open_vault(keyring).await?;
                self.check_public_key(&open.keyring).await?;
                *desk = Some(open);
            }
        }
        let open = desk.as_ref().ok_or(Error::SignedOut)?;
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
        self.inner.key_was_changed.store(true, Ordering::Relaxed);
        tracing::error!(
            "the column's public key in public.db was changed by somebody else; it is put right now. Letters \
             sent since then cannot be opened and are set aside. Somebody has had write access to this folder."
        );
        self.inner.writer.put_key(keyring.generation, newest).await?;
        // As it is by now: a page may have come into the menu meanwhile.
        self.put_site(Site { key: newest, ..Site::clone(&*self.site()?) });
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
