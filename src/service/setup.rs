//! Setting a column up, and finding the way back in with the recovery code.

use super::{Error, Result, Service};
use crate::domain::{
    AccountId, AccountName, AccountPublic, AccountRecord, Column, ColumnId, ColumnSalt, Moment,
    Name, Person, RecoveryRecord, Role, Settings, WeakPassword, judge_password,
};
use crate::public::{NewSite, Site};
use crate::seal::{self, AccountSecret, InvalidRecoveryCode, Keyring, RecoveryCode, Token};
use crate::vault;

/// What a column is set up with.
pub struct NewColumn {
    pub column: Name,
    pub columnist: Name,
    pub account: AccountName,
    /// Judged already by [`judge_password`].
    pub password: zeroize::Zeroizing<String>,
}

/// A column that has just been set up, with its first session.
pub struct SetUp {
    pub recovery: RecoveryCode,
    pub token: Token,
    /// The mark that gives this browser the known lane from now on.
    pub device: String,
}

/// A new password by the recovery code.
pub struct Recovery<'a> {
    pub account: &'a str,
    pub code: &'a str,
    pub password: &'a str,
}

/// Why the recovery code did not help.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    #[error(transparent)]
    Code(#[from] InvalidRecoveryCode),
    /// It is well-formed, and not this column's.
    #[error("this is not the recovery code of this column")]
    WrongCode,
    #[error("there is no account of this name")]
    NoAccount,
    #[error("the new password was not taken: {0}")]
    Password(#[from] WeakPassword),
    #[error(transparent)]
    Failed(#[from] Error),
}

impl Service {
    /// Sets the column up, once, and signs its columnist in.
    ///
    /// # Errors
    ///
    /// * [`Error::Forbidden`] when there is a column already.
    pub async fn set_up(&self, new: NewColumn, now: Moment) -> Result<SetUp> {
        let one_at_a_time = self.inner.crossing.lock().await;
        // The store is asked, not the memory: another set-up may just have been broken off.
        if let Some(site) = self.inner.public.site().await? {
            self.put_site(site);
            return Err(Error::Forbidden);
        }
        let keyring = Keyring::generate();
        self.make_vault(&keyring).await?;
        let recovery = RecoveryCode::generate();
        let site = new_site(&new, &keyring)?;
        let person = Person {
            id: random_account(),
            name: new.columnist.as_str().to_owned(),
            role: Role::Columnist,
        };
        let account = self.new_account(&site, &person, &new, &keyring).await?;
        let device = super::marks::device_mark(&site, account.id);
        let recovery_record = recovery_record(&site.id, &recovery, &keyring)?;
        let new_site = NewSite { site: site.clone(), account, recovery: recovery_record };
        if !self.inner.writer.create(new_site, now.day()).await? {
            return Err(Error::Forbidden);
        }
        self.put_site(site);
        self.adopt_vault().await?;
        drop(one_at_a_time);
        let token = self.open_desk(keyring, person, now).await?;
        Ok(SetUp { recovery, token, device })
    }

    /// Gives an account a new password by the recovery code.
    ///
    /// # Errors
    ///
    /// * [`RecoverError`], what of the three is wrong.
    pub async fn recover(&self, wanted: Recovery<'_>) -> Result<(), RecoverError> {
        let site = self.site()?;
        let code = RecoveryCode::parse(wanted.code)?;
        judge_password(
            wanted.password,
            &[wanted.account, &site.column.name, &site.column.columnist],
        )?;
        let name = AccountName::parse(wanted.account).map_err(|_| RecoverError::NoAccount)?;
        let record = self.inner.public.account(name).await.map_err(Error::from)?;
        let record = record.ok_or(RecoverError::NoAccount)?;
        let recovery = self.inner.public.recovery().await.map_err(Error::from)?;
        let secret = code.account_secret(&site.id);
        let keyring = seal::open_keyring(
            &site.id,
            &recovery.id,
            &secret,
            recovery.generation,
            &recovery.keyring,
        )
        .map_err(|_| RecoverError::WrongCode)?;
        let password = zeroize::Zeroizing::new(wanted.password.to_owned());
        let wrapped = self.wrap_new_key(&site, record.id, password).await?;
        let record = with_key(&site, record, wrapped, &keyring)?;
        Ok(self.inner.writer.put_account(record).await.map_err(Error::from)?)
    }

    /// Makes an empty vault under the new key, beside whatever is there: it takes its place only after the column
    /// has been written, so that a set-up which fails touches nothing.
    async fn make_vault(&self, keyring: &Keyring) -> Result<()> {
        let key = keyring.vault_keys.last().cloned();
        let key = key.ok_or_else(|| anyhow::anyhow!("no vault key"))?;
        let folder = self.inner.folder.path().to_owned();
        tokio::task::spawn_blocking(move || Ok(vault::create(&folder, &key)?)).await?
    }

    /// Puts a vault that was made for this column into its place.
    async fn adopt_vault(&self) -> Result<()> {
        let folder = self.inner.folder.path().to_owned();
        let adopt = move || vault::adopt(&folder).map_err(anyhow::Error::from);
        Ok(tokio::task::spawn_blocking(adopt).await??)
    }

    async fn new_account(
        &self,
        site: &Site,
        person: &Person,
        new: &NewColumn,
        keyring: &Keyring,
    ) -> Result<AccountRecord> {
        let wrapped = self.wrap_new_key(site, person.id, new.password.clone()).await?;
        let empty = AccountRecord {
            id: person.id,
            name: new.account.as_str().to_owned(),
            person: person.name.clone(),
            role: person.role,
            wrapped: String::new(),
            public: AccountPublic([0; 32]),
            keyring: Vec::new(),
            generation: 0,
        };
        with_key(site, empty, wrapped, keyring)
    }

    /// Draws an account's key pair and wraps its private half, one password at a time.
    async fn wrap_new_key(
        &self,
        site: &Site,
        account: AccountId,
        password: zeroize::Zeroizing<String>,
    ) -> Result<(AccountSecret, String)> {
        let (column, kdf) = (site.id, self.inner.options.kdf);
        let task = tokio::task::spawn_blocking(move || -> Result<_> {
            let (secret, _) = seal::new_account_key();
            let wrapped = seal::wrap(&column, &account, &secret, &password, kdf)?;
            Ok((secret, serde_json::to_string(&wrapped).map_err(anyhow::Error::from)?))
        });
        task.await?
    }
}

/// The account with a new key pair, and the keyring sealed to it.
fn with_key(
    site: &Site,
    record: AccountRecord,
    (secret, wrapped): (AccountSecret, String),
    keyring: &Keyring,
) -> Result<AccountRecord> {
    let public = secret.public();
    let sealed = seal::seal_keyring(&site.id, &record.id, &public, keyring)?;
    Ok(AccountRecord {
        wrapped,
        public,
        keyring: sealed.into_bytes(),
        generation: keyring.generation,
        ..record
    })
}

fn recovery_record(
    column: &ColumnId,
    code: &RecoveryCode,
    keyring: &Keyring,
) -> Result<RecoveryRecord> {
    let (id, public) = (random_account(), code.account_secret(column).public());
    let sealed = seal::seal_keyring(column, &id, &public, keyring)?;
    Ok(RecoveryRecord { id, public, keyring: sealed.into_bytes(), generation: keyring.generation })
}

fn new_site(new: &NewColumn, keyring: &Keyring) -> Result<Site> {
    let newest = keyring.newest().ok_or_else(|| anyhow::anyhow!("no column key"))?;
    Ok(Site {
        id: ColumnId(seal::random_bytes()),
        salt: ColumnSalt(seal::random_bytes()),
        device_key: seal::random_bytes(),
        key: newest.public_half(),
        column: Column::new(new.column.as_str(), new.columnist.as_str()),
        settings: Settings::default(),
    })
}

fn random_account() -> AccountId {
    AccountId(seal::random_bytes())
}
