//! Killed while the editor saves by itself.

use crate::people::between;
use crate::pieces::{Desk, Piece};
use crate::world::World;

/// Posts that are written, each by a client of its own.
const POSTS: usize = 3;
/// Enough for a save to take more than one page of the vault.
const PAD: usize = 400;

/// Kills the program again and again under saves; what was acknowledged is there each time.
pub async fn outlive_kills(kills: usize) {
    let mut world = World::new();
    let columnist = world.sign_in().await;
    let mut pieces = Piece::entries(&columnist, POSTS).await;
    for _ in 0..kills {
        let columnist = world.sign_in().await;
        let around = "word ".repeat(PAD);
        let desk = Desk::busy(pieces, POSTS, |mut share, done| {
            let (columnist, around) = (columnist.clone(), around.clone());
            async move {
                // An error says that the program is gone.
                while share[0].save(&columnist, &around, &done).await.is_ok() {}
                share
            }
        });
        let deeds = world.random.below(60);
        pieces = desk.kill(&mut world, deeds).await;
        world.start();
        check_editors(&world, &mut pieces).await;
        world.kill();
        check_revisions(&world, &pieces);
        world.start();
    }
}

/// The editor holds the last text that was acknowledged, or the one behind it.
async fn check_editors(world: &World, pieces: &mut [Piece]) {
    let columnist = world.sign_in().await;
    for piece in pieces {
        let editor = columnist.page(&piece.editor).await;
        let shown = between(&editor, "name=\"answer\"", "</textarea>").unwrap();
        let held = piece.saved.may_show().into_iter().find(|mark| shown.contains(*mark)).cloned();
        assert!(held.is_some() || piece.saved.acknowledged.is_empty(), "{shown} of {piece:?}");
        piece.saved.settle(held.is_some() && held == piece.saved.unsure);
        let revision =
            format!("name=\"revision\" value=\"{}\"", piece.saved.acknowledged.len() + 1);
        assert!(editor.contains(&revision), "{piece:?}");
    }
    columnist.lock().await;
}

/// All saves were of one sitting, so there is one revision of each post: its newest text, and told of once.
fn check_revisions(world: &World, pieces: &[Piece]) {
    let vault = world.vault();
    let count = |sql: &str| -> usize { vault.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("select count(*) from post"), pieces.len());
    assert_eq!(count("select count(*) from revision"), pieces.len());
    let newest = "select count(*) from post
                  join revision on revision.post = post.id and number = post.revision
                  where revision.content = post.content";
    assert_eq!(count(newest), pieces.len());
    let saved = pieces.iter().filter(|piece| !piece.saved.acknowledged.is_empty()).count();
    let told = "select count(*) from history join post on post.id = history.post
                where step ->> '$.step' = 'saved'";
    assert_eq!(count(told), saved);
    assert_eq!(count(&format!("{told} and step ->> '$.revision' = post.revision")), saved);
}
