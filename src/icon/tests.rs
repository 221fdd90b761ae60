use super::*;

fn named(phrase: &str) -> &'static str {
    name_in(phrase).unwrap_or("nothing")
}

#[test]
fn names_and_synonyms_lead_to_the_same_icon() {
    for name in ["phone", "Phone", "call", "téléphone", "TELEPHONE", "tele phone", "teléfono", "電話", "电话", "هاتف", "الهاتف"]
    {
        assert_eq!(named(name), "phone", "{name}");
    }
    assert_eq!(canonical("credit_card"), Some("credit-card"));
    assert_eq!(canonical("mél"), Some("mail"));
    assert!(find("phone").is_some());
    assert!(find("").is_none() && find("-").is_none() && find("flux capacitor").is_none());
}

#[test]
fn phrases_name_icons_with_their_words() {
    for (phrase, icon) in [
        ("Website & app", "globe"),
        ("Physical / digital evidence", "monitor-smartphone"),
        ("Physical evidence", "eye"),
        ("Social & word of mouth", "messages-square"),
        ("Email & phone", "mail"),
        ("Standards automatiques et IVR", "phone-call"),
        ("Reads reviews and compares", "star"),
        ("A call centre agent", "headset"),
        ("Publicités et promotions", "megaphone"),
        ("L’exécution des commandes", "package-check"),
        ("Emplacements des magasins", "map-pin"),
        ("Messagerie d’attente", "phone-incoming"),
        ("線上客服", "message-circle"),
        ("撥打電話", "phone"),
        ("店舗でレビューを読む", "star"),
        ("مركز الاتصال", "phone"),
        ("Frontstage staff", "concierge-bell"),
        ("of it & so", "nothing"),
        ("", "nothing"),
    ] {
        assert_eq!(named(phrase), icon, "{phrase}");
    }
}

#[test]
fn the_nearest_name_mends_a_typo() {
    assert_eq!(nearest("smartfone"), Some("smartphone"));
    assert_eq!(nearest("calender"), Some("calendar"));
    assert_eq!(nearest("telefoon"), Some("phone"));
    assert_eq!(nearest("xyzzy plugh"), None);
    assert_eq!(nearest(""), None);
}

#[test]
fn the_tables_are_whole() {
    let names: Vec<_> = all().map(|(name, _)| name).collect();
    assert!(names.is_sorted() && names.len() >= 150, "{}", names.len());
    assert!(PATHS.lines().zip(&names).all(|(line, name)| line.split('\t').next() == Some(name)));
    for (name, synonyms) in all() {
        let art = art(name).unwrap_or_else(|| panic!("{name} has no outline"));
        let path = kurbo::BezPath::from_svg(&art.shapes[0].path).unwrap_or_else(|e| panic!("{name}: {e}"));
        let bounds = kurbo::Shape::bounding_box(&path);
        assert!(bounds.x0 >= 0.9 && bounds.y0 >= 0.9 && bounds.x1 <= 23.1 && bounds.y1 <= 23.1, "{name}: {bounds:?}");
        assert!(synonyms.iter().all(|s| canonical(s) == Some(name)), "{name}: {synonyms:?}");
    }
}

#[test]
fn icons_that_the_map_draws_are_there() {
    for name in "star circle-alert lightbulb heart-pulse target list-checks message-circle clock chart-column image external-link eye user \
                 users concierge-bell settings server flag layers route smile meh frown angry laugh annoyed activity clipboard-list credit-card \
                 footprints gift heart hourglass mail map-pin medal megaphone messages-square search shirt smartphone store globe book-open \
                 shopping-cart armchair package-check user-round phone-incoming phone-call video receipt package badge-percent music \
                 circle-question-mark graduation-cap calendar-days monitor file-text headphones"
        .split_whitespace()
    {
        assert_eq!(canonical(name), Some(name));
    }
}
