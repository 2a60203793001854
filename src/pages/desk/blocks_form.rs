//! The choice of blocks in the editor of a post.

use maud::{Markup, html};

use crate::domain::{BLOCKS_MAX, Block, BlockId, BlockPlace, visible};
use crate::texts::en::desk::blocks as t;

/// Says that a form has the choice in it: a box that is not ticked sends nothing.
pub const BLOCKS_FIELD: &str = "blocks";

/// The field of one block.
pub fn block_field(id: BlockId) -> String {
    format!("block-{}", id.0)
}

/// A box for each block that can be chosen, and for those chosen that went out of use since.
pub fn blocks_form(blocks: &[Block], chosen: &[BlockId]) -> Markup {
    html! {
        fieldset.blocks #blocks {
            legend { (t::LEGEND) }
            input type="hidden" name=(BLOCKS_FIELD) value="1";
            p.hint {
                (t::CHOOSE_HINT) " "
                @if blocks.is_empty() { a href="/desk/blocks/new" { (t::MAKE) } } @else { (t::at_most(BLOCKS_MAX)) }
            }
            @for place in BlockPlace::ALL {
                @let mut here = blocks.iter().filter(|block| block.place == place).peekable();
                @if here.peek().is_some() { p.place { (t::place(place)) } }
                @for block in here { (choice(block, chosen.contains(&block.id))) }
            }
        }
    }
}

fn choice(block: &Block, chosen: bool) -> Markup {
    let field = block_field(block.id);
    html! {
        div.choice {
            input id=(field) type="checkbox" name=(field) value="1" checked[chosen];
            label for=(field) {
                bdi { (visible(&block.name)) }
                @if block.retired { " " span.quiet { (t::RETIRED) } }
            }
        }
    }
}

/// The same choice where it is brought along and not shown.
pub fn blocks_hidden(chosen: &[BlockId]) -> Markup {
    html! {
        input type="hidden" name=(BLOCKS_FIELD) value="1";
        @for id in chosen { input type="hidden" name=(block_field(*id)) value="1"; }
    }
}
