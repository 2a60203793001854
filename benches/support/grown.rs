//! Columns that have published more and more, for what must not become slower by it.

use std::path::Path;

use tempfile::TempDir;
use unsaid::domain::{AccountName, Name};
use unsaid::service::NewColumn;

use super::fixture::{self, ACCOUNT, PASSWORD};

/// A copy of a column with so many posts and no letters, gone when dropped.
pub async fn column(posts: usize) -> anyhow::Result<TempDir> {
    let home = fixture::kept(&format!("grown-{posts}"));
    if !home.exists() {
        println!("making a column of {posts} posts in {}", home.display());
        let folder = fixture::folder()?;
        set_up(folder.path()).await?;
        fixture::publish(folder.path(), posts).await?;
        // As a column is whose posts have not all come today.
        let service = fixture::open(folder.path()).await?;
        service.settle(fixture::now().after(3_600)).await?;
        drop(service);
        std::fs::rename(folder.keep(), &home)?;
    }
    fixture::copy(&home)
}

async fn set_up(data: &Path) -> anyhow::Result<()> {
    let service = fixture::open(data).await?;
    let new = NewColumn {
        column: Name::parse("Ask the SEXpert")?,
        columnist: Name::parse("Mara")?,
        account: AccountName::parse(ACCOUNT)?,
        password: PASSWORD.to_owned().into(),
    };
    service.set_up(new, fixture::now()).await?;
    Ok(service.lock(fixture::now()).await?)
}
