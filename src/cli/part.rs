//! Options of `export` that choose a part of the graph, and how pictures of it are drawn.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use kamergraph::export::dot::{Cluster, Drawing, Layout, Rankdir, heading};
use kamergraph::export::{Format, Options, rdf};
use kamergraph::graph::Graph;
use kamergraph::model::Model;
use kamergraph::relation::Status;
use kamergraph::view::{Preset, Selection, ViewError, select};

/// What part of the graph is written, in every format.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Parts of the graph, in every format")]
pub struct PartArgs {
    /// A part that is often asked for. Without it, pictures leave the questions out, and other formats
    /// hold everything
    #[arg(long, value_name = "VIEW", value_parser = preset_parser())]
    pub view: Option<Preset>,
    /// Only what is near this entity, by any of its names. May be given more than once
    #[arg(long, value_name = "NAME")]
    pub focus: Vec<String>,
    /// How many edges away from --focus is near
    #[arg(long, value_name = "N", default_value_t = 1, requires = "focus")]
    pub depth: usize,
    /// Only edges of these predicates, with commas between them
    #[arg(long, value_name = "PREDICATE", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Only claims of this status, with commas between several
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    pub status: Vec<StatusArg>,
    /// Leave out questions and letters
    #[arg(long)]
    pub no_questions: bool,
}

/// What a claim says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusArg {
    /// It is so
    Stated,
    /// It will be so
    Planned,
    /// It is not so
    Denied,
    /// A member asks whether it is so
    Asked,
}

/// How pictures are drawn, and tables written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Pictures and tables")]
pub struct DrawingArgs {
    /// How a picture is laid out (dot, svg, png)
    #[arg(long, value_name = "LAYOUT", default_value = "dot", value_parser = layout_parser())]
    pub layout: Layout,
    /// Which way its edges run, in the layout dot
    #[arg(long, value_name = "DIRECTION", default_value = "LR", value_parser = rankdir_parser())]
    pub rankdir: Rankdir,
    /// Put a frame around the nodes of a ministry, a question or a class
    #[arg(long, value_name = "BY", value_parser = cluster_parser())]
    pub cluster: Option<Cluster>,
    /// Begin the table of claims (csv) with a byte order mark, by which Excel knows that it is UTF-8
    #[arg(long)]
    pub bom: bool,
}

impl PartArgs {
    /// What they ask for, held against the model.
    ///
    /// # Errors
    ///
    /// [`ViewError::UnknownPredicate`].
    pub fn selection(&self, model: &Model) -> Result<Selection, ViewError> {
        let status = self.status.iter().map(|status| match status {
            StatusArg::Stated => Status::Stated,
            StatusArg::Planned => Status::Planned,
            StatusArg::Denied => Status::Denied,
            StatusArg::Asked => Status::Asked,
        });
        let selection = Selection {
            preset: self.view,
            focus: self.focus.clone(),
            depth: self.depth,
            only: self.only.clone(),
            status: status.collect(),
            no_questions: self.no_questions,
        };
        selection.check(model)
    }
}

/// A part of a graph, and how to write it.
pub fn part<'p>(
    whole: &Graph,
    selection: &Selection,
    args: &DrawingArgs,
    model: &Model,
    rdf: rdf::Options<'p>,
) -> Result<(Graph, Options<'p>), ViewError> {
    // A view, or predicates of one's own choice, say what is to be seen.
    let chosen = selection.preset.is_some() || !selection.only.is_empty();
    let drawing = Drawing {
        questions: chosen,
        isolated: chosen,
        title: Some(title(whole, selection)),
        layout: args.layout,
        rankdir: args.rankdir,
        groups: args.cluster.map(|cluster| cluster.groups(whole, model)),
        ..Drawing::default()
    };
    let options = Options {
        rdf,
        drawing,
        byte_order_mark: args.bom,
    };
    Ok((select(whole, selection)?, options))
}

/// What stands above a picture: the name of the whole graph, and what part of it is shown.
fn title(whole: &Graph, selection: &Selection) -> String {
    let mut title = heading(whole);
    let preset = selection.preset.filter(|p| *p != Preset::All);
    if let Some(preset) = preset {
        title.push('\n');
        title.push_str(preset.about());
    }
    if !selection.focus.is_empty() {
        title.push_str("\nnear ");
        title.push_str(&selection.focus.join(", "));
    }
    title
}

/// A parser of values that are known by their names.
fn named<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
    about: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let values = all.iter().map(move |value| {
        let possible = PossibleValue::new(name(*value));
        match about(*value) {
            "" => possible,
            text => possible.help(text),
        }
    });
    PossibleValuesParser::new(values).try_map(move |given| {
        let found = all.iter().copied().find(|value| name(*value) == given);
        found.ok_or("no such value")
    })
}

fn preset_parser() -> impl TypedValueParser<Value = Preset> {
    named(&Preset::ALL, Preset::name, Preset::about)
}

fn layout_parser() -> impl TypedValueParser<Value = Layout> {
    named(&Layout::ALL, Layout::name, |_| "")
}

fn rankdir_parser() -> impl TypedValueParser<Value = Rankdir> {
    named(&Rankdir::ALL, Rankdir::name, |_| "")
}

fn cluster_parser() -> impl TypedValueParser<Value = Cluster> {
    named(&Cluster::ALL, Cluster::name, |_| "")
}

/// Formats by their names.
pub fn format_parser() -> impl TypedValueParser<Value = Format> {
    named(&Format::ALL, Format::name, Format::about)
}
