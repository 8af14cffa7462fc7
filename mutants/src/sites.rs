//! The places of a file that are changed, and the changes: each stands beside what was there, and a number says which of
//! them is tried.

use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{BinOp, Expr, parse_quote};

/// One change.
pub(crate) struct Site {
    pub(crate) id: u32,
    pub(crate) file: String,
    pub(crate) line: usize,
    /// What was there, and what is tried.
    pub(crate) change: String,
}

/// Changes the expressions of one file.
pub(crate) struct Changes<'s> {
    pub(crate) file: String,
    pub(crate) sites: &'s mut Vec<Site>,
    /// Evaluated while the crate is built, where nothing can be switched.
    constant: bool,
}

impl<'s> Changes<'s> {
    pub(crate) fn new(file: String, sites: &'s mut Vec<Site>) -> Self {
        Changes { file, sites, constant: false }
    }

    fn switched(&mut self, line: usize, change: String, was: &Expr, tried: Expr) -> Expr {
        let id = u32::try_from(self.sites.len()).unwrap() + 1;
        self.sites.push(Site { id, file: self.file.clone(), line, change });
        parse_quote!((if crate::mutants::on(#id) { #tried } else { #was }))
    }

    /// What a function answers where it does nothing: each is tried at its start.
    fn answered(&mut self, signature: &syn::Signature, block: &mut syn::Block) {
        if signature.constness.is_some() || block.stmts.is_empty() {
            return;
        }
        let line = signature.ident.span().start().line;
        for answer in answers(&signature.output).iter().rev() {
            let id = u32::try_from(self.sites.len()).unwrap() + 1;
            let change = format!("{} answers {answer}", signature.ident);
            self.sites.push(Site { id, file: self.file.clone(), line, change });
            let tried: Expr = syn::parse_str(answer).unwrap();
            block.stmts.insert(0, parse_quote!(if crate::mutants::on(#id) { return #tried; }));
        }
    }

    fn constant(&mut self, constant: bool, visit: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.constant, constant);
        visit(self);
        self.constant = before;
    }
}

/// What a function that returns such a value can answer without doing anything.
fn answers(output: &syn::ReturnType) -> &'static [&'static str] {
    let syn::ReturnType::Type(_, returned) = output else { return &["()"] };
    let syn::Type::Path(path) = &**returned else { return &[] };
    if quote::ToTokens::to_token_stream(path).to_string().contains("impl ") {
        return &[];
    }
    match path.path.segments.last().unwrap().ident.to_string().as_str() {
        "bool" => &["true", "false"],
        "Option" => &["None"],
        "Vec" => &["Vec::new()"],
        "String" => &["String::new()"],
        _ => &[],
    }
}

/// Whether an expression is a condition with a pattern, which stands in no other place.
fn binds(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) => {
            matches!(binary.op, BinOp::And(_)) && (binds(&binary.left) || binds(&binary.right))
        }
        _ => false,
    }
}

fn other_op(op: &BinOp) -> Option<(BinOp, &'static str)> {
    Some(match op {
        BinOp::Eq(_) => (parse_quote!(!=), "== to !="),
        BinOp::Ne(_) => (parse_quote!(==), "!= to =="),
        BinOp::Lt(_) => (parse_quote!(<=), "< to <="),
        BinOp::Le(_) => (parse_quote!(<), "<= to <"),
        BinOp::Gt(_) => (parse_quote!(>=), "> to >="),
        BinOp::Ge(_) => (parse_quote!(>), ">= to >"),
        BinOp::And(_) => (parse_quote!(||), "&& to ||"),
        BinOp::Or(_) => (parse_quote!(&&), "|| to &&"),
        _ => return None,
    })
}

fn other_method(name: &str, arguments: usize) -> Option<&'static str> {
    Some(match (name, arguments) {
        ("any", 1) => "all",
        ("all", 1) => "any",
        ("min", 1) => "max",
        ("max", 1) => "min",
        ("is_some", 0) => "is_none",
        ("is_none", 0) => "is_some",
        ("is_some_and", 1) => "is_none_or",
        ("is_none_or", 1) => "is_some_and",
        ("saturating_add", 1) => "saturating_sub",
        ("saturating_sub", 1) => "saturating_add",
        _ => return None,
    })
}

fn other_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "MET" => "NOT_MET",
        "NOT_MET" => "MET",
        "NOT_APPLICABLE" => "NOT_MET",
        "MET_OR_NOT" => "MET",
        "CONDITIONAL" => "MET",
        "NotMet" => "Met",
        "NotApplicable" => "NotMet",
        "Conditional" => "Met",
        _ => return None,
    })
}

impl VisitMut for Changes<'_> {
    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if module.ident != "tests" {
            visit_mut::visit_item_mod_mut(self, module);
        }
    }

    fn visit_item_fn_mut(&mut self, item: &mut syn::ItemFn) {
        self.constant(item.sig.constness.is_some(), |this| visit_mut::visit_item_fn_mut(this, item));
        self.answered(&item.sig, &mut item.block);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.constant(item.sig.constness.is_some(), |this| visit_mut::visit_impl_item_fn_mut(this, item));
        self.answered(&item.sig, &mut item.block);
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        // Before what stands in it is changed, and is in no line any more.
        let line = arm.guard.as_ref().map_or(0, |(_, guard)| guard.span().start().line);
        visit_mut::visit_arm_mut(self, arm);
        let Some((_, guard)) = &mut arm.guard else { return };
        if self.constant || binds(guard) {
            return;
        }
        for answer in ["true", "false"] {
            let tried: Expr = syn::parse_str(answer).unwrap();
            let was = guard.clone();
            **guard = self.switched(line, format!("guard answers {answer}"), &was, tried);
        }
    }

    fn visit_item_const_mut(&mut self, item: &mut syn::ItemConst) {
        self.constant(true, |this| visit_mut::visit_item_const_mut(this, item));
    }

    fn visit_item_static_mut(&mut self, item: &mut syn::ItemStatic) {
        self.constant(true, |this| visit_mut::visit_item_static_mut(this, item));
    }

    fn visit_impl_item_const_mut(&mut self, item: &mut syn::ImplItemConst) {
        self.constant(true, |this| visit_mut::visit_impl_item_const_mut(this, item));
    }

    fn visit_trait_item_const_mut(&mut self, item: &mut syn::TraitItemConst) {
        self.constant(true, |this| visit_mut::visit_trait_item_const_mut(this, item));
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut syn::ExprClosure) {
        self.constant(false, |this| visit_mut::visit_expr_closure_mut(this, closure));
    }

    fn visit_type_mut(&mut self, _: &mut syn::Type) {}

    fn visit_pat_mut(&mut self, _: &mut syn::Pat) {}

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let line = expr.span().start().line;
        visit_mut::visit_expr_mut(self, expr);
        if self.constant {
            return;
        }
        let (tried, change): (Expr, String) = match &*expr {
            Expr::Binary(binary) if !binds(&binary.left) && !binds(&binary.right) => {
                let Some((op, change)) = other_op(&binary.op) else { return };
                let mut tried = binary.clone();
                tried.op = op;
                (Expr::Binary(tried), change.to_owned())
            }
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Not(_)) => {
                let was = unary.clone();
                // Of a reference too this is a value.
                (parse_quote!(!(#was)), "! left out".to_owned())
            }
            Expr::MethodCall(call) if call.turbofish.is_none() => {
                let name = call.method.to_string();
                let Some(other) = other_method(&name, call.args.len()) else { return };
                // Methods of that name which are not those of iterators take something else.
                if ["any", "all"].contains(&name.as_str())
                    && !matches!(call.args.first(), Some(Expr::Closure(_)))
                {
                    return;
                }
                let mut tried = call.clone();
                tried.method = syn::Ident::new(other, call.method.span());
                (Expr::MethodCall(tried), format!("{name} to {other}"))
            }
            Expr::Path(path) if path.path.segments.len() == 2 => {
                let owner = path.path.segments.first().unwrap().ident.to_string();
                let name = path.path.segments.last().unwrap().ident.to_string();
                let Some(other) = other_name(&name).filter(|_| owner == "Outcomes" || owner == "Outcome")
                else {
                    return;
                };
                let mut tried = path.clone();
                tried.path.segments.last_mut().unwrap().ident = syn::Ident::new(other, path.span());
                (Expr::Path(tried), format!("{owner}::{name} to {other}"))
            }
            _ => return,
        };
        *expr = self.switched(line, change, &expr.clone(), tried);
    }
}
