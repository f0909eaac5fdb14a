//! Mixins and `apply` statements, worked into the shapes that they are for.

use indexmap::IndexMap;

use super::ast::{AstMember, AstShapes};
use super::traits::Traits;
use crate::model::error::Problem;

/// The shapes with all members and traits that they have.
pub(super) fn flatten(shapes: &mut AstShapes) -> Result<(), Problem> {
    let with_mixins: Vec<_> =
        shapes.iter().filter(|(_, shape)| !shape.mixins.is_empty()).map(|(id, _)| id.clone()).collect();
    for id in with_mixins {
        let (members, traits) = with_inherited(&id, shapes, &mut Vec::new())?;
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

/// The members and traits of a shape, those of its mixins first.
fn with_inherited(
    id: &str,
    shapes: &AstShapes,
    above: &mut Vec<String>,
) -> Result<(IndexMap<String, AstMember>, Traits), Problem> {
    let shape = shapes.get(id).ok_or_else(|| Problem::new(id, "there is no such mixin"))?;
    if above.iter().any(|above| above == id) {
        return Err(Problem::new(id, "a mixin can't be its own"));
    }
    above.push(id.to_owned());
    let (mut members, mut traits) = (IndexMap::<String, AstMember>::new(), shape.traits.clone());
    for mixin in &shape.mixins {
        let (more_members, more_traits) = with_inherited(&mixin.target, shapes, above)?;
        members.extend(more_members);
        traits.inherit(&more_traits.without("smithy.api#mixin"));
    }
    above.pop();
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
    Ok((members, traits))
}

fn apply_traits(target: &str, traits: Traits, shapes: &mut AstShapes) -> Result<(), Problem> {
    let missing = || Problem::new(target, "`apply` is to a shape or member that is not there");
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
