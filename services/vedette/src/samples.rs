//! The story that `vedette demo` tells, bundled with the binary.

use anyhow::Context;
use ingest::Dispatch;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "samples"]
#[include = "*.json"]
struct Samples;

/// The dispatches, in the order of their publication.
pub(crate) fn dispatches() -> anyhow::Result<Vec<Dispatch>> {
    let mut names: Vec<_> = Samples::iter().collect();
    names.sort_unstable();
    let read = |name: &str| {
        let file = Samples::get(name).expect("the name is one of the folder's");
        Dispatch::from_json(&file.data).with_context(|| format!("the sample {name}"))
    };
    names.iter().map(|name| read(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_are_a_story_of_several_outlets() {
        let articles: Vec<_> = dispatches()
            .unwrap()
            .into_iter()
            .map(|d| d.into_article().unwrap())
            .collect();
        assert!(articles.len() >= 20, "{}", articles.len());
        let published: Vec<_> = articles
            .iter()
            .map(|article| article.published.unwrap().at)
            .collect();
        assert!(published.is_sorted(), "{published:?}");
        let outlets: std::collections::BTreeSet<_> =
            articles.iter().map(|a| a.publisher.as_str()).collect();
        assert!(outlets.len() >= 4, "{outlets:?}");
    }
}
