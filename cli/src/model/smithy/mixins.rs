//! Merges mixins and `apply` statements into their target shapes.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::ast::{AstMember, AstShape, AstShapes};
use super::traits::Traits;
use crate::model::error::Problem;

/// The limit for the members and traits that mixins add to all shapes together; AWS's models have some hundreds. Each
/// mixin can include another, so the number can grow exponentially.
const MOST: usize = 1 << 18;

/// Adds the members and traits of mixins and `apply` statements to the shapes.
pub(super) fn flatten(shapes: &mut AstShapes) -> Result<(), Problem> {
    let mut brought = 0;
    for id in mixins_first(shapes)? {
        let Some(shape) = shapes.get(&id) else { continue };
        let (members, traits, count) = with_mixins(shape, shapes);
        brought += count;
        if brought > MOST {
            return Err(Problem::new(id, "mixins add more members than are supported"));
        }
        if let Some(shape) = shapes.get_mut(&id) {
            (shape.members, shape.traits) = (members, traits);
            shape.mixins.clear();
        }
    }
    let applied: Vec<_> = shapes.extract_if(.., |_, shape| shape.r#type == "apply").collect();
    for (target, apply) in applied {
        apply_traits(&target, apply.traits, shapes)?;
    }
    Ok(())
}

/// The shapes that have mixins, each after its mixins.
fn mixins_first(shapes: &AstShapes) -> Result<Vec<String>, Problem> {
    let mut order = Vec::new();
    // The visited shapes, and whether they are in `order` already.
    let mut met: HashMap<&str, bool> = HashMap::new();
    for root in shapes.iter().filter(|(_, shape)| !shape.mixins.is_empty()).map(|(id, _)| id.as_str()) {
        let mut ahead = vec![(root, false)];
        while let Some((id, is_after)) = ahead.pop() {
            if is_after {
                met.insert(id, true);
                order.push(id.to_owned());
                continue;
            }
            match met.get(id) {
                Some(true) => continue,
                Some(false) => return Err(Problem::new(id, "a mixin cannot include itself")),
                None => {}
            }
            let shape = shapes.get(id).ok_or_else(|| Problem::new(id, "there is no such mixin"))?;
            met.insert(id, false);
            ahead.push((id, true));
            ahead.extend(shape.mixins.iter().map(|mixin| (mixin.target.as_str(), false)));
        }
    }
    order.retain(|id| shapes.get(id).is_some_and(|shape| !shape.mixins.is_empty()));
    Ok(order)
}

/// The members and traits of a shape, the mixins' first, and how many the mixins added. The mixins must be complete.
fn with_mixins(shape: &AstShape, shapes: &AstShapes) -> (IndexMap<String, AstMember>, Traits, usize) {
    let (mut members, mut traits, mut count) = (IndexMap::<String, AstMember>::new(), shape.traits.clone(), 0);
    for mixin in shape.mixins.iter().filter_map(|mixin| shapes.get(&mixin.target)) {
        count += mixin.members.len() + mixin.traits.ids().count();
        members.extend(mixin.members.iter().map(|(name, member)| (name.clone(), member.clone())));
        traits.inherit(&mixin.traits.clone().without("smithy.api#mixin"));
    }
    for (name, own) in &shape.members {
        match members.get_mut(name) {
            Some(inherited) => {
                inherited.traits.apply(own.traits.clone());
                inherited.target.clone_from(&own.target);
            }
            None => {
                members.insert(name.clone(), own.clone());
            }
        }
    }
    (members, traits, count)
}

fn apply_traits(target: &str, traits: Traits, shapes: &mut AstShapes) -> Result<(), Problem> {
    let missing = || Problem::new(target, "`apply` names an unknown shape or member");
    match target.split_once('$') {
        None => shapes.get_mut(target).ok_or_else(missing)?.traits.apply(traits),
        Some((shape, name)) => {
            let shape = shapes.get_mut(shape).ok_or_else(missing)?;
            let member = match name {
                "member" if shape.member.is_some() => shape.member.as_mut(),
                "key" if shape.key.is_some() => shape.key.as_mut(),
                "value" if shape.value.is_some() => shape.value.as_mut(),
                _ => shape.members.get_mut(name),
            };
            member.ok_or_else(missing)?.traits.apply(traits);
        }
    }
    Ok(())
}
