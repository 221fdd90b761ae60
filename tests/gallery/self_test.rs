//! The comparison itself: a picture that lacks something is found out.

use crate::common;
use crate::compare::Reference;
use crate::picture::Picture;
use wayline::render::{PngSize, png};
use wayline::scene::{Node, Scene};

fn scene() -> Scene {
    let source = std::fs::read_to_string(common::root().join("examples/coffee.toml")).unwrap();
    let (map, _) = wayline::open(&source, common::root(), None).unwrap();
    map.draw(true).0.swap_remove(0)
}

/// Removes the node that comes `nth` among those that leave a mark; says what it was.
fn remove(nodes: &mut Vec<Node>, nth: &mut usize) -> Option<Node> {
    for index in 0..nodes.len() {
        if let Node::Group(group) = &mut nodes[index] {
            if let Some(found) = remove(&mut group.children, nth) {
                return Some(found);
            }
        } else if *nth == 0 {
            return Some(nodes.remove(index));
        } else {
            *nth -= 1;
        }
    }
    None
}

fn drawn(scene: &Scene) -> Picture {
    Picture::decode(&png(scene, PngSize::Scale(1.0)).unwrap()).unwrap()
}

#[test]
fn our_own_picture_lacks_nothing() {
    let reference = Reference::of(&scene());
    let findings = reference.look_at(&reference.picture);
    assert!(reference.texts() >= 5 && reference.shapes() > 5);
    assert!(findings.different == 0 && findings.lost_texts.is_empty() && findings.lost_shapes.is_empty(), "{findings:?}");
}

#[test]
fn whatever_is_missing_is_named() {
    let whole = scene();
    let reference = Reference::of(&whole);
    let (mut texts, mut shapes) = (0, 0);
    // Every third: a picture takes its time.
    for nth in (0..).step_by(3) {
        let mut scene = whole.clone();
        let Some(removed) = remove(&mut scene.nodes, &mut nth.clone()) else { break };
        let findings = reference.look_at(&drawn(&scene));
        if let Node::Text(line) = removed {
            assert_eq!(findings.lost_texts, [line.content], "text {nth}");
            texts += 1;
        } else {
            assert!(!findings.lost_shapes.is_empty(), "{removed:?}");
            shapes += 1;
        }
    }
    assert!(texts > 0 && shapes > 5, "{texts} texts, {shapes} shapes");
}
