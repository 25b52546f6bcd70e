//! What is printed reads back as the same: every cmdlet of the table, every parameter, hostile values.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::cmdlets::object::{Class, Operator, Property, Type};
use crate::cmdlets::table::{Gives, Input, Kind, ParameterSpec};
use crate::cmdlets::{CMDLETS, Call, Cmdlet, Identity, Parameter, Pipeline, Value, parse};
use crate::engine::{Service, ServiceSet, Thumbprint};

/// Texts that could break out of their quotation marks or their word.
fn text() -> impl Strategy<Value = String> {
    let any = proptest::collection::vec(any::<char>(), 1..8).prop_map(|chars| chars.into_iter().collect::<String>());
    let tricky = "[-'\"`$#,;|(){}@&<>%\u{2018}\u{2019}\u{201A}\u{201B}\u{201C}\u{2013} \n\ra-z.*日本]{1,12}";
    let words = select(vec!["$true", "$null", "$(x)", "-eq", "`$x", "'@", "Unknown", "None", "日本支社"]);
    prop_oneof![any, tricky, words.prop_map(str::to_owned)]
        .prop_filter("an empty value is refused", |text| !text.trim().is_empty())
}

fn thumbprint() -> impl Strategy<Value = Thumbprint> {
    any::<[u8; 20]>().prop_map(Thumbprint)
}

fn services() -> impl Strategy<Value = ServiceSet> {
    subsequence(Service::PRINTED.to_vec(), 0..=7).prop_map(|services| services.into_iter().collect())
}

fn property() -> impl Strategy<Value = Property> {
    select(Class::Certificate.properties().to_vec())
}

fn names() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(property().prop_map(|property| property.name().to_owned()), 1..4)
}

/// A value of what a parameter takes. An operand is made with its property, not here.
fn value(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Switch => any::<bool>().prop_map(Value::Switch).boxed(),
        Kind::Operator => Just(Value::Switch(true)).boxed(),
        Kind::Text | Kind::Server | Kind::Path => text().prop_map(Value::Text).boxed(),
        Kind::List | Kind::Cmdlets => proptest::collection::vec(text(), 1..4).prop_map(Value::List).boxed(),
        Kind::FileData => text().prop_map(Value::File).boxed(),
        Kind::Password => Just(Value::Asked).boxed(),
        Kind::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        Kind::Number => any::<u32>().prop_map(Value::Number).boxed(),
        Kind::Thumbprint => thumbprint().prop_map(Value::Thumbprint).boxed(),
        Kind::Identity => (proptest::option::of(text()), thumbprint())
            .prop_map(|(server, thumbprint)| {
                let server = server.map(|server| server.trim().to_owned());
                Value::Identity(Identity { server, thumbprint })
            })
            .boxed(),
        Kind::Services => services().prop_map(Value::Services).boxed(),
        Kind::Setting => prop_oneof![text().prop_map(Value::Text), Just(Value::Null)].boxed(),
        Kind::StartupMode => select(vec!["TCP", "TLS", "Dual"]).prop_map(|mode| Value::Text(mode.to_owned())).boxed(),
        Kind::PropertyName => property().prop_map(|property| Value::Text(property.name().to_owned())).boxed(),
        Kind::Properties => prop_oneof![names(), Just(vec!["*".to_owned()]), Just(vec!["not*".to_owned()])]
            .prop_map(Value::List)
            .boxed(),
        Kind::PropertyNames => names().prop_map(Value::List).boxed(),
        Kind::Operand => Just(Value::Null).boxed(),
        Kind::Cmdlet => {
            select(CMDLETS.iter().map(|spec| spec.name).collect::<Vec<_>>()).prop_map(|n| Value::Text(n.into())).boxed()
        }
    }
}

/// What can be compared with a property by an operator.
fn operand(property: Property, operator: Operator) -> BoxedStrategy<Value> {
    let pattern = matches!(operator, Operator::Like | Operator::NotLike);
    let one: BoxedStrategy<String> = match property.kind() {
        _ if pattern => text().prop_filter("a set", |text| !text.contains('[')).boxed(),
        Type::Text | Type::List => prop_oneof![text(), Just(String::new())].boxed(),
        Type::Bool => select(vec!["True", "False"]).prop_map(str::to_owned).boxed(),
        Type::Number => any::<i64>().prop_map(|number| number.to_string()).boxed(),
        Type::Date => select(vec!["2027-03-14", "2027-03-14T00:59:59Z", "3/14/2027", "3/14/2027 1:02:03 PM"])
            .prop_map(str::to_owned)
            .boxed(),
        Type::Services => services().prop_map(|services| services.to_string()).boxed(),
        Type::Version => Just("15.2.2562.17".to_owned()).boxed(),
        Type::Thumbprint => thumbprint().prop_map(|thumbprint| thumbprint.to_string()).boxed(),
    };
    match operator {
        Operator::In | Operator::NotIn => proptest::collection::vec(one, 2..4).prop_map(Value::List).boxed(),
        Operator::Eq | Operator::Ne => prop_oneof![8 => one.prop_map(Value::Text), 1 => Just(Value::Null)].boxed(),
        _ => one.prop_map(Value::Text).boxed(),
    }
}

fn comparison() -> impl Strategy<Value = Call> {
    let operator =
        property().prop_flat_map(|property| (Just(property), select(Operator::for_type(property.kind()).to_vec())));
    let parameter = |operator| {
        let spec = Cmdlet::WhereObject.spec();
        spec.parameters.iter().map(|spec| spec.parameter).find(|p| Operator::of(*p) == Some(operator)).unwrap()
    };
    operator.prop_flat_map(move |(property, operator)| {
        operand(property, operator).prop_map(move |value| {
            Call::new(Cmdlet::WhereObject)
                .with(Parameter::Property, Value::Text(property.name().to_owned()))
                .with(parameter(operator), Value::Switch(true))
                .with(Parameter::Value, value)
        })
    })
}

/// Some of a cmdlet's parameters, in any order, none beside one that it excludes, all there that have to be.
fn parameters(all: Vec<&'static ParameterSpec>) -> impl Strategy<Value = Vec<&'static ParameterSpec>> {
    let count = all.len();
    (Just(all).prop_shuffle(), proptest::collection::vec(any::<bool>(), count)).prop_map(|(all, wanted)| {
        let mut taken: Vec<&'static ParameterSpec> = Vec::new();
        for (spec, wanted) in all.into_iter().zip(wanted) {
            let beside = taken.iter().any(|other| other.excludes.contains(&spec.parameter));
            if (wanted || spec.required) && !beside {
                taken.push(spec);
            }
        }
        taken
    })
}

/// Any call of a cmdlet, behind a `|` or not.
fn call(cmdlet: Cmdlet, piped: bool) -> BoxedStrategy<Call> {
    if cmdlet == Cmdlet::WhereObject {
        return comparison().boxed();
    }
    let certificate = |spec: &&ParameterSpec| matches!(spec.kind, Kind::Thumbprint | Kind::Identity);
    let all = cmdlet.spec().parameters.iter().filter(|spec| !(piped && certificate(spec))).collect();
    parameters(all)
        .prop_flat_map(|specs| specs.iter().map(|spec| (Just(spec.parameter), value(spec.kind))).collect::<Vec<_>>())
        .prop_map(move |parameters| Call { cmdlet, parameters })
        .prop_filter("a server to remove from, a property to sort by", |call| {
            call.cmdlet != Cmdlet::SortObject || call.value(Parameter::Property).is_some()
        })
        .boxed()
}

/// A pipeline that ends with a cmdlet: alone where it may begin one, else behind certificates.
fn pipeline() -> impl Strategy<Value = Pipeline> {
    let every: Vec<Cmdlet> = CMDLETS.iter().map(|spec| spec.cmdlet).collect();
    let between = prop_oneof![comparison().prop_map(Some), Just(None)];
    (select(every), any::<bool>(), between).prop_flat_map(|(cmdlet, behind, between)| {
        let piped = match cmdlet.spec().input {
            Input::Nothing => false,
            Input::Certificates => behind,
            Input::Objects => true,
        };
        let source = call(Cmdlet::GetExchangeCertificate, false);
        (source, call(cmdlet, piped)).prop_map(move |(source, last)| {
            let calls =
                if piped { [source].into_iter().chain(between.clone()).chain([last]).collect() } else { vec![last] };
            Pipeline { calls, line: 1 }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_pipeline_reads_back_as_it_was_printed(pipeline in pipeline()) {
        let printed = pipeline.to_string();
        prop_assert_eq!(parse(&printed), Ok(vec![pipeline]), "{}", printed);
    }
}

#[test]
fn every_cmdlet_and_every_parameter_is_tried() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for spec in CMDLETS {
        let mut missing: Vec<_> = spec.parameters.iter().map(|spec| spec.parameter).collect();
        let strategy = call(spec.cmdlet, spec.input == Input::Objects);
        for _ in 0..400 {
            let tried = strategy.new_tree(&mut runner).unwrap().current();
            missing.retain(|parameter| tried.value(*parameter).is_none());
        }
        assert!(missing.is_empty(), "{}: {missing:?}", spec.name);
        assert!(matches!(spec.gives, Gives::Objects(_) | Gives::Same | Gives::Chosen | Gives::Nothing));
    }
}
