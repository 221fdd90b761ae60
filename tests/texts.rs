//! Every text of a journey stands in its picture, whole and in order. `WAYLINE_MAPS` names a folder of further files.

mod common;

#[test]
fn every_text_of_every_example_is_in_its_picture() {
    let mut lost = Vec::new();
    for input in common::examples_and_maps() {
        let map = input.open(None);
        let sheets = common::drawn(&map, map.journey.page.size);
        let pages: Vec<&str> = sheets.iter().map(|sheet| sheet.svg.as_str()).collect();
        lost.extend(common::texts::missing(&map.journey, &pages).into_iter().map(|text| format!("{}: {text}", input.name)));
    }
    assert!(lost.is_empty(), "{}\n{} texts are missing", lost.join("\n"), lost.len());
}
