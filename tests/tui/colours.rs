//! One page in every number of colours: nothing is said by colour alone.

use empathy::tui::theme::Colours;

use super::{Setup, compare};

fn page(light: bool, colours: Colours) -> String {
    let setup = Setup::new().demo().look(light, colours);
    let mut tui = setup.open_at("trust-audit", "moment", &[("products", 1)]);
    tui.keys("<end> It often is.<ctrl-a>");
    tui.styled()
}

#[test]
fn a_page_stands_out_in_any_number_of_colours() {
    compare("style_dark_256", &page(false, Colours::Many));
    compare("style_light_256", &page(true, Colours::Many));
    compare("style_dark_16", &page(false, Colours::Sixteen));
    compare("style_light_16", &page(true, Colours::Sixteen));
    compare("style_none", &page(false, Colours::None));
}
