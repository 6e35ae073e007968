//! Function values and their calls.

use super::{BYTES_A_STEP, Failure, Machine, Stop};
use crate::ast::{Call, Definition, Node, Span};
use crate::builtins::Builtin;
use crate::context::Measure;
use crate::messages as m;
use crate::types::Type;
use crate::value::Value;
use std::fmt;
use std::sync::Arc;

/// Something that can be called: a built-in function, or a definition with what it took with it.
pub struct Function(Kind);

enum Kind {
    BuiltIn(&'static Builtin),
    Defined { definition: Arc<Definition>, captured: Box<[Value]>, measure: Measure },
}

impl Function {
    pub(crate) fn built_in(function: &'static Builtin) -> Function {
        Function(Kind::BuiltIn(function))
    }

    /// The names of the parameters; of a built-in function, those of its first form.
    pub fn parameters(&self) -> Vec<&str> {
        match &self.0 {
            Kind::BuiltIn(function) => function.signatures().next().map(<[_]>::to_vec).unwrap_or_default(),
            Kind::Defined { definition, .. } => {
                definition.parameters.iter().map(|p| p.name.as_ref()).collect()
            }
        }
    }

    pub(crate) fn captured(&self, at: usize) -> Option<&Value> {
        match &self.0 {
            Kind::BuiltIn(_) => None,
            Kind::Defined { captured, .. } => captured.get(at),
        }
    }

    /// How deep and large the captured values are.
    pub(crate) fn measure(&self) -> Measure {
        match &self.0 {
            Kind::BuiltIn(_) => Measure::default(),
            Kind::Defined { measure, .. } => *measure,
        }
    }

    /// Whether it can stand where a function of these types is declared.
    pub(crate) fn is_of(&self, parameters: &[Type], result: &Type) -> bool {
        let Kind::Defined { definition, .. } = &self.0 else { return true };
        if parameters.is_empty() && matches!(result, Type::Any) {
            return true;
        }
        let any = Type::Any;
        definition.parameters.len() == parameters.len()
            && definition
                .parameters
                .iter()
                .zip(parameters)
                .all(|(p, ty)| ty.conforms(p.ty.as_ref().unwrap_or(&any)))
            && definition.result.as_ref().is_none_or(|ty| ty.conforms(result))
    }
}

impl PartialEq for Function {
    fn eq(&self, other: &Function) -> bool {
        match (&self.0, &other.0) {
            (Kind::BuiltIn(a), Kind::BuiltIn(b)) => a.name == b.name,
            (
                Kind::Defined { definition: a, captured: x, .. },
                Kind::Defined { definition: b, captured: y, .. },
            ) => Arc::ptr_eq(a, b) && x == y,
            _ => false,
        }
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::BuiltIn(function) => f.write_str(function.name),
            Kind::Defined { .. } => write!(f, "function({})", self.parameters().join(", ")),
        }
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Machine<'_> {
    /// A function value of `definition`.
    pub(super) fn closure(
        &mut self,
        definition: &Arc<Definition>,
        captured: Vec<Value>,
    ) -> Result<Value, Stop> {
        // Measured like a list of what is captured.
        let list = self.list(captured.clone())?;
        let measure = list.measure();
        let kind = Kind::Defined { definition: definition.clone(), captured: captured.into(), measure };
        Ok(Value::Function(Arc::new(Function(kind))))
    }

    pub(super) fn call_value(&mut self, call: &Call, span: Span) -> Result<Value, Stop> {
        let callee = self.eval(&call.function)?;
        let Value::Function(function) = callee else {
            let found = callee.type_name();
            return Ok(match &call.function.kind {
                crate::ast::Kind::Global(name, _) if callee.is_null() => {
                    self.null(call.function.span, || m::NO_FUNCTION.message().with("name", name))
                }
                _ => self.null(call.function.span, || m::NOT_A_FUNCTION.message().with("found", found)),
            });
        };
        let mut arguments = Vec::with_capacity(call.arguments.len());
        for node in &call.arguments {
            arguments.push(self.eval(node)?);
        }
        match &call.names {
            Some(names) => match in_order(&function, names, arguments) {
                Ok(arguments) => self.call(&function, arguments, span),
                Err(name) => Ok(self
                    .null(span, || m::NO_PARAMETER.message().with("name", name).with("function", &function))),
            },
            None => self.call(&function, arguments, span),
        }
    }

    pub(super) fn call_built_in(
        &mut self,
        function: &'static Builtin,
        nodes: &[Node],
        span: Span,
    ) -> Result<Value, Stop> {
        let warnings = self.warnings.len();
        let mut arguments = Vec::with_capacity(nodes.len());
        for node in nodes {
            let argument = self.eval(node)?;
            if let Value::String(text) = &argument {
                self.pay_steps(text.len() / BYTES_A_STEP)?;
            }
            arguments.push(argument);
        }
        if function.expects_null {
            self.warnings.truncate(warnings);
        }
        self.run_built_in(function, &arguments, span)
    }

    fn run_built_in(
        &mut self,
        function: &'static Builtin,
        arguments: &[Value],
        span: Span,
    ) -> Result<Value, Stop> {
        match function.call(self, arguments) {
            Ok(value) => Ok(value),
            Err(Failure::Stop(stop)) => Err(stop),
            Err(Failure::Null(reason)) => Ok(self.null(span, || reason.with("function", function.name))),
        }
    }

    /// Calls `function`.
    pub(crate) fn call(
        &mut self,
        function: &Arc<Function>,
        arguments: Vec<Value>,
        span: Span,
    ) -> Result<Value, Stop> {
        let definition = match &function.0 {
            Kind::BuiltIn(built_in) => return self.run_built_in(built_in, &arguments, span),
            Kind::Defined { definition, .. } => definition,
        };
        let Some(body) = &definition.body else {
            return Ok(self.null(span, || m::EXTERNAL_FUNCTION.message()));
        };
        if arguments.len() != definition.parameters.len() {
            let (expected, found) = (definition.parameters.len(), arguments.len());
            return Ok(self.null(span, || {
                m::WRONG_COUNT
                    .message()
                    .with("function", function)
                    .with("expected", expected)
                    .with("found", found)
            }));
        }
        let mark = self.mark();
        for (parameter, argument) in definition.parameters.iter().zip(arguments) {
            let converted = match &parameter.ty {
                Some(ty) => self.convert(argument, ty)?,
                None => Some(argument),
            };
            let Some(value) = converted else {
                self.release(mark);
                let ty = parameter.ty.as_ref().map_or("Any", Type::name);
                return Ok(self.null(span, || {
                    m::WRONG_ARGUMENT.message().with("parameter", &parameter.name).with("expected", ty)
                }));
            };
            self.push(value);
        }
        let base = std::mem::replace(&mut self.base, mark);
        let caller = self.function.replace(function.clone());
        let result = self.eval(body);
        self.function = caller;
        self.base = base;
        self.release(mark);
        let value = result?;
        match &definition.result {
            Some(ty) => self.converted(value, ty, span),
            None => Ok(value),
        }
    }
}

/// Named arguments in the order of the parameters; the error is a name that is none, or that is missing.
fn in_order(
    function: &Function,
    names: &[Arc<str>],
    mut arguments: Vec<Value>,
) -> Result<Vec<Value>, String> {
    let parameters: Vec<&str> = match &function.0 {
        Kind::BuiltIn(built_in) => built_in.signature_with(names).map(<[_]>::to_vec).unwrap_or_default(),
        Kind::Defined { .. } => function.parameters(),
    };
    if let Some(unknown) = names.iter().find(|name| !parameters.contains(&name.as_ref())) {
        return Err(unknown.to_string());
    }
    let mut ordered = Vec::with_capacity(parameters.len());
    for parameter in parameters {
        match names.iter().position(|name| name.as_ref() == parameter) {
            Some(at) => ordered.push(arguments.get_mut(at).map(std::mem::take).unwrap_or_default()),
            None if matches!(function.0, Kind::BuiltIn(_)) => break,
            None => return Err(parameter.to_owned()),
        }
    }
    Ok(ordered)
}
