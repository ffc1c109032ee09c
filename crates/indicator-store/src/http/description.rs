//! The description of the routes, as OpenAPI 3.1.

use observation::release::{Draft, Order};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use sync_protocol::Holding;
use sync_protocol::message::batch::{Batch, Verdicts};
use sync_protocol::message::comparison::Keys;
use sync_protocol::message::enrolment::{Enrolled, Enrolment};
use sync_protocol::message::hello::Hello;
use sync_protocol::message::recovery::{RecoveryAnswer, RecoveryRequest};
use sync_protocol::message::stream::Page;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApiBuilder, PathItem, PathsBuilder, Ref, Required,
    ResponseBuilder, ResponsesBuilder,
};

use super::caller::PROTOCOL;

/// A route: what is asked, by whom, and what is answered.
struct Route {
    path: &'static str,
    method: HttpMethod,
    says: &'static str,
    asked: Option<&'static str>,
    answered: Option<&'static str>,
    parameters: &'static [(&'static str, ParameterIn, bool)],
    by_device: bool,
}

const AFTER: (&str, ParameterIn, bool) = ("after", ParameterIn::Query, false);
const CIRCLES: (&str, ParameterIn, bool) = ("circles", ParameterIn::Query, false);
const ACADEMIE: (&str, ParameterIn, bool) = ("academie", ParameterIn::Path, true);

fn routes() -> Vec<Route> {
    let route = |path, method, says| Route {
        path,
        method,
        says,
        asked: None,
        answered: None,
        parameters: &[],
        by_device: true,
    };
    vec![
        Route {
            answered: Some("Hello"),
            ..route("/v1/hello", HttpMethod::Get, "Who the store is, to a device")
        },
        Route {
            asked: Some("Enrolment"),
            answered: Some("Enrolled"),
            parameters: &[ACADEMIE],
            by_device: false,
            ..route(
                "/v1/academies/{academie}/enrolments",
                HttpMethod::Post,
                "A device introduces itself",
            )
        },
        Route {
            answered: Some("Record"),
            parameters: &[ACADEMIE, ("sha256", ParameterIn::Path, true)],
            by_device: false,
            ..route(
                "/v1/academies/{academie}/invitations/{sha256}",
                HttpMethod::Get,
                "What an invitation gives, to whoever knows its hash",
            )
        },
        Route {
            asked: Some("RecoveryRequest"),
            answered: Some("RecoveryAnswer"),
            parameters: &[ACADEMIE],
            by_device: false,
            ..route(
                "/v1/academies/{academie}/recovery-slots",
                HttpMethod::Post,
                "What a recovery code opens, to whoever proves it",
            )
        },
        Route {
            asked: Some("Batch"),
            answered: Some("Verdicts"),
            ..route(
                "/v1/batches",
                HttpMethod::Post,
                "Records go up; a verdict for each",
            )
        },
        Route {
            asked: Some("Order"),
            answered: Some("Draft"),
            ..route(
                "/v1/releases/drafts",
                HttpMethod::Post,
                "A release is prepared, for who may sign it",
            )
        },
        Route {
            answered: Some("Page"),
            parameters: &[("stream", ParameterIn::Path, true), AFTER],
            ..route(
                "/v1/streams/{stream}",
                HttpMethod::Get,
                "What follows a cursor in a stream",
            )
        },
        Route {
            answered: Some("Holding"),
            parameters: &[CIRCLES],
            ..route(
                "/v1/authors/me/digest",
                HttpMethod::Get,
                "How many records of the author there are, and their digest",
            )
        },
        Route {
            answered: Some("Keys"),
            parameters: &[AFTER, CIRCLES],
            ..route(
                "/v1/authors/me/keys",
                HttpMethod::Get,
                "The keys of the author's records, sorted",
            )
        },
        Route {
            by_device: false,
            ..route("/live", HttpMethod::Get, "Whether the process answers")
        },
        Route {
            by_device: false,
            ..route("/ready", HttpMethod::Get, "Whether the database answers")
        },
    ]
}

/// The description, as JSON.
#[must_use]
pub fn description() -> Value {
    let paths = routes().into_iter().fold(PathsBuilder::new(), |paths, route| {
        let (path, method) = (route.path, route.method.clone());
        paths.path(path, PathItem::new(method, operation(route)))
    });
    let info = InfoBuilder::new()
        .title("Carnet : entrepôt d’indicateurs")
        .version(env!("CARGO_PKG_VERSION"))
        .build();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    let components = ComponentsBuilder::new().security_scheme("token", SecurityScheme::Http(bearer));
    let built = OpenApiBuilder::new()
        .info(info)
        .paths(paths)
        .components(Some(components.build()))
        .build();
    let mut description = serde_json::to_value(built).unwrap_or_default();
    description["components"]["schemas"] = schemas();
    description
}

fn operation(route: Route) -> OperationBuilder {
    let json = |name: &str| {
        ContentBuilder::new()
            .schema(Some(Ref::from_schema_name(name)))
            .build()
    };
    let mut operation = OperationBuilder::new().summary(Some(route.says));
    let protocol = (PROTOCOL, ParameterIn::Header, true);
    let spoken = route.path.starts_with("/v1").then_some(&protocol);
    for (name, place, required) in route.parameters.iter().chain(spoken) {
        let required = if *required {
            Required::True
        } else {
            Required::False
        };
        let parameter = ParameterBuilder::new().name(*name).parameter_in(place.clone());
        operation = operation.parameter(parameter.required(required));
    }
    if let Some(asked) = route.asked {
        let body = RequestBodyBuilder::new().content("application/json", json(asked));
        operation = operation.request_body(Some(body.required(Some(Required::True)).build()));
    }
    if route.by_device {
        operation = operation.security(SecurityRequirement::new("token", Vec::<String>::new()));
    }
    let done = ResponseBuilder::new().description("Done");
    let (status, done) = match route.answered {
        Some(answered) => ("200", done.content("application/json", json(answered))),
        None => ("204", done),
    };
    let refused = |why: &str| {
        let problem = ResponseBuilder::new().description(why);
        problem.content("application/problem+json", json("Problem"))
    };
    let responses = ResponsesBuilder::new().response(status, done);
    let responses = refusals(&route)
        .into_iter()
        .fold(responses, |all, (status, why)| all.response(status, refused(why)));
    let rest = refused("Why it was not carried out (RFC 9457)");
    operation.responses(responses.response("default", rest).build())
}

/// The statuses by which a route refuses, as `docs/sync/http.md` lists them.
fn refusals(route: &Route) -> Vec<(&'static str, &'static str)> {
    let (has_body, path) = (route.asked.is_some(), route.path);
    let is_of_notebooks = path.starts_with("/v1");
    let is_named = path.contains("{academie}") || path.contains("{stream}");
    let all = [
        (route.by_device, ("401", "No token, or one that is not known")),
        (is_of_notebooks, ("403", "Revoked, or another scope")),
        (is_named, ("404", "Nothing of this name")),
        (has_body, ("408", "The body came too slowly")),
        (
            path.contains("{stream}"),
            ("409", "A cursor of another life of the store"),
        ),
        (has_body, ("413", "Over a limit")),
        (is_of_notebooks, ("422", "Not what this description says")),
        (
            is_of_notebooks,
            ("426", "A version of the protocol that is not served"),
        ),
        (is_of_notebooks, ("429", "Too often")),
        (
            path != "/live",
            ("503", "The database is away, or the store has too much to do"),
        ),
        (has_body, ("507", "The disk is full")),
    ];
    let said = all.into_iter().filter(|(is_said, _)| *is_said);
    said.map(|(_, refusal)| refusal).collect()
}

/// The types of the messages, by name.
fn schemas() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    generator.subschema_for::<Hello>();
    generator.subschema_for::<Enrolment<'_>>();
    generator.subschema_for::<Enrolled>();
    generator.subschema_for::<RecoveryRequest>();
    generator.subschema_for::<RecoveryAnswer>();
    generator.subschema_for::<Batch<'_>>();
    generator.subschema_for::<Verdicts>();
    generator.subschema_for::<Order>();
    generator.subschema_for::<Draft>();
    generator.subschema_for::<Page>();
    generator.subschema_for::<Holding>();
    generator.subschema_for::<Keys>();
    let mut schemas = Value::Object(generator.take_definitions(true));
    schemas["Problem"] = json!({
        "type": "object",
        "required": ["type", "title", "status", "code", "parameters"],
        "properties": {
            "type": { "const": "about:blank" },
            "title": { "type": "string", "description": "A sentence in French" },
            "status": { "type": "integer" },
            "code": { "type": "string", "enum": super::known_codes().collect::<Vec<_>>() },
            "parameters": { "type": "object", "additionalProperties": { "type": "string" } },
        },
    });
    schemas
}
