// Deciding what is generated for a service.
#include "service_plan.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/protocol/event_stream_fsm.hpp>
#include <coaws/schema/from_model.hpp>
#include <coaws/wait/waiter.hpp>
#include <set>

#include "identifiers.hpp"

namespace codegen {

using coaws::schema;
using coaws::shape_type;

namespace {

std::shared_ptr<coaws::json::document const> load_optional(coaws::model::loader const& models,
                                                           std::string const& service,
                                                           std::string_view type) {
    try {
        return models.load_service(service, type);
    } catch (coaws::data_not_found_error const&) {
        return nullptr;
    }
}

/// Whether a member of a stream of events is no event but an exception.
bool is_thrown(schema const& owner, schema const& member) {
    return owner.traits().event_stream && member.traits().exception;
}

bool is_collection(schema const& s) { return s.type() == shape_type::list || s.type() == shape_type::map; }

class planner {
  public:
    planner(coaws::model::loader const& models, std::string const& service) : models_(models) {
        plan_.service = coaws::make_service_schema(service, models.load_service(service, "service-2"));
        plan_.folder = service;
        plan_.name_space = identifier(service);
    }

    service_plan run() && {
        collect_roots();
        plan_operations();
        plan_streams();
        plan_errors();
        collect_reachable();
        name_members();
        sort_structs();
        plan_methods();
        plan_pages();
        plan_waiters();
        return std::move(plan_);
    }

  private:
    /// Counts how often each shape is the input or output of an operation.
    void collect_roots() {
        for (auto const& name : plan_.service->operation_names()) {
            auto const* operation = plan_.service->find_operation(name);
            if (operation->has_event_stream_input) {
                plan_.left_out.push_back(name);
                continue;
            }
            operations_.push_back(operation);
            for (auto const* root : {operation->input, operation->output})
                if (root != nullptr) ++root_uses_[root->shape_name()];
        }
        for (auto const* operation : operations_)
            for (auto const* root : {operation->input, operation->output})
                if (root != nullptr) note_members(*root);
    }

    /// Notes the shapes that are reached as members.
    void note_members(schema const& s) {
        if (!noted_.insert(s.shape_name()).second) return;
        auto const note = [&](schema const& inner) {
            member_shapes_.insert(inner.shape_name());
            note_members(inner);
        };
        for (std::size_t i = 0; i < s.member_count(); ++i) note(s.member(i));
        if (s.type() == shape_type::list) note(s.element());
        if (s.type() == shape_type::map) note(s.mapped());
    }

    void plan_operations() {
        // Inputs and outputs get their names before anything else may take them.
        for (auto const* operation : operations_) {
            auto const base = name_stem(operation->name);
            operation_plan planned;
            planned.operation = operation;
            planned.input_name = types_.take(base + "_input");
            planned.output_name = types_.take(base + "_output");
            plan_.operations.push_back(std::move(planned));
        }
        for (auto& planned : plan_.operations) {
            planned.input = root_struct(planned.operation->input, planned.input_name);
            planned.output = root_struct(planned.operation->output, planned.output_name);
            plan_.structs[planned.output].is_output = true;
        }
    }

    std::size_t root_struct(schema const* root, std::string const& name) {
        if (root == nullptr) return add_struct(nullptr, name);
        auto const shape = root->shape_name();
        if (auto const known = plan_.struct_of_shape.find(shape); known != plan_.struct_of_shape.end())
            return known->second;
        bool const alone = root_uses_[shape] == 1 && !member_shapes_.contains(shape);
        return add_struct(root, alone ? name : types_.take(identifier(shape)));
    }

    /// An operation's stream and its events are named after it, like its input and output.
    void plan_streams() {
        for (auto& planned : plan_.operations) {
            if (!planned.operation->has_event_stream_output) continue;
            auto const& shape = *coaws::protocol::event_stream_member(*planned.operation->output);
            auto const name = shape.shape_name();
            if (plan_.stream_of_shape.contains(name)) continue;
            auto const base = name_stem(planned.operation->name);
            auto const event = add_struct(&shape, types_.take(event_name(base)));
            plan_.structs[event].role = struct_role::one_of;
            plan_.stream_of_shape[name] = {types_.take(base + "_events"), event};
            planned.events = name;
        }
    }

    /// A shape keeps its own name: one kind of Kinesis' events is SubscribeToShardEvent.
    std::string event_name(std::string const& base) const {
        auto const name = base + "_event";
        bool const is_shape = std::any_of(member_shapes_.begin(), member_shapes_.end(),
                                          [&](std::string_view shape) { return identifier(shape) == name; });
        return is_shape ? base + "_stream_event" : name;
    }

    std::size_t add_struct(schema const* shape, std::string name) {
        struct_plan made;
        made.name = std::move(name);
        made.shape = shape;
        made.id = static_cast<std::uint32_t>(plan_.structs.size());
        if (shape != nullptr) {
            if (shape->traits().is_union) made.role = struct_role::one_of;
            plan_.struct_of_shape[shape->shape_name()] = plan_.structs.size();
        }
        plan_.structs.push_back(std::move(made));
        return plan_.structs.size() - 1;
    }

    void plan_errors() {
        std::set<std::string_view> seen;
        for (auto const* operation : operations_)
            for (auto const* error : operation->errors)
                if (error->type() == shape_type::structure) seen.insert(error->shape_name());
        for (auto const& [name, stream] : plan_.stream_of_shape) {
            auto const& shape = *plan_.structs[stream.event].shape;
            for (std::size_t i = 0; i < shape.member_count(); ++i)
                if (is_thrown(shape, shape.member(i))) seen.insert(shape.member(i).shape_name());
        }
        for (auto const name : seen) {
            struct_plan made;
            made.role = struct_role::error;
            made.name = types_.take(identifier(name));
            made.shape = plan_.service->find_shape(name);
            made.id = static_cast<std::uint32_t>(plan_.structs.size());
            plan_.error_of_shape[made.shape->shape_name()] = plan_.structs.size();
            plan_.structs.push_back(std::move(made));
        }
    }

    void collect_reachable() {
        std::vector<std::size_t> inputs;
        for (auto const& planned : plan_.operations) inputs.push_back(planned.input);
        for (auto const index : inputs) collect_members(index, true);
        for (std::size_t i = 0; i < plan_.structs.size(); ++i) collect_members(i, false);
        for (auto& alias : plan_.aliases) alias.name = types_.take(identifier(alias.shape->shape_name()));
    }

    /// A work list: structures refer to each other as deep as they like.
    void collect_members(std::size_t start, bool from_input) {
        std::vector<std::size_t> waiting{start};
        while (!waiting.empty()) {
            auto const index = waiting.back();
            waiting.pop_back();
            auto& at = plan_.structs[index];
            if (collected_.contains(index) && (at.from_input || !from_input)) continue;
            collected_.insert(index);
            at.from_input = at.from_input || from_input;
            auto const* shape = at.shape;
            for (std::size_t i = 0; shape != nullptr && i < shape->member_count(); ++i)
                if (!is_thrown(*shape, shape->member(i))) collect_type(shape->member(i), waiting);
        }
    }

    void collect_type(schema const& s, std::vector<std::size_t>& waiting) {
        switch (s.type()) {
            case shape_type::structure: {
                auto const known = plan_.struct_of_shape.find(s.shape_name());
                waiting.push_back(known != plan_.struct_of_shape.end()
                                      ? known->second
                                      : add_struct(&s, types_.take(identifier(s.shape_name()))));
                return;
            }
            case shape_type::list:
            case shape_type::map:
                return collect_collection(s, waiting);
            case shape_type::string:
                return collect_enum(s);
            default:
                return;
        }
    }

    void collect_collection(schema const& s, std::vector<std::size_t>& waiting) {
        auto const name = s.shape_name();
        if (plan_.endless.contains(name)) {
            // Met again while it is being looked at: it contains itself.
            if (open_.contains(name))
                for (auto const part : open_) plan_.endless[part] = true;
            else if (!plan_.endless[name])
                collect_again(s, waiting);
            return;
        }
        plan_.endless[name] = false;
        open_.insert(name);
        collect_type(s.type() == shape_type::list ? s.element() : s.mapped(), waiting);
        open_.erase(name);
        if (!plan_.endless[name]) plan_.aliases.push_back({{}, &s});
    }

    /// For another start: its structures may not have been reached from an input yet.
    void collect_again(schema const& s, std::vector<std::size_t>& waiting) {
        auto const* inner = &s;
        while (is_collection(*inner))
            inner = inner->type() == shape_type::list ? &inner->element() : &inner->mapped();
        collect_type(*inner, waiting);
    }

    void collect_enum(schema const& s) {
        if (plan_.enum_of_shape.contains(s.shape_name()) || s.traits().json_value) return;
        auto texts = plan_.service->enum_values(s.shape_name());
        if (texts.empty()) return;
        std::sort(texts.begin(), texts.end());
        texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
        enum_plan made;
        made.name = types_.take(identifier(s.shape_name()));
        made.shape_name = s.shape_name();
        name_scope scope({made.name, "known", "value", "text", "is_known", "assign", "text_in", "unknown",
                          "same_as", "index_", "other_", "open_enum"});
        for (auto& text : texts) {
            auto name = scope.take(enumerator(text));
            made.values.emplace_back(std::move(text), std::move(name));
        }
        plan_.enum_of_shape[s.shape_name()] = plan_.enums.size();
        plan_.enums.push_back(std::move(made));
    }

    static std::set<std::string, std::less<>> taken_in(struct_plan const& s) {
        switch (s.role) {
            case struct_role::error:
                return {s.name,         "message",    "type",         "field",     "raise",      "clone",
                        "what",         "code",       "message_text", "operation", "request_id", "host_id",
                        "status",       "attempts",   "modeled_type", "response",  "type_name",  "error",
                        "client_error", "error_kind", "details_",     "fields_"};
            case struct_role::one_of:
                return {s.name,   "tag",       "which",          "index",      "held",
                        "hold",   "none",      "none_",          "unknown",    "unknown_",
                        "one_of", "has_value", "unknown_member", "set_unknown"};
            default:
                break;
        }
        if (s.is_output) return {s.name, "metadata", "set_metadata", "operation_output"};
        return {s.name};
    }

    void name_members() {
        for (auto& s : plan_.structs) {
            name_scope scope(taken_in(s));
            for (std::size_t i = 0; s.shape != nullptr && i < s.shape->member_count(); ++i) {
                auto const& member = s.shape->member(i);
                if (is_thrown(*s.shape, member)) continue;
                s.members.push_back({&member, scope.take(identifier(member.name()))});
            }
        }
    }

    /// Depth first; a member that leads back to a struct being looked at is boxed.
    void sort_structs() {
        enum class mark : std::uint8_t { untouched, open, done };
        std::vector<mark> marks(plan_.structs.size(), mark::untouched);
        struct step {
            std::size_t index;
            std::size_t next = 0;
        };
        for (std::size_t start = 0; start < plan_.structs.size(); ++start) {
            if (marks[start] != mark::untouched) continue;
            std::vector<step> path{{start}};
            marks[start] = mark::open;
            while (!path.empty()) {
                auto& at = path.back();
                auto const& s = plan_.structs[at.index];
                if (s.role == struct_role::one_of || at.next == s.members.size()) {
                    marks[at.index] = mark::done;
                    plan_.order.push_back(at.index);
                    path.pop_back();
                    continue;
                }
                auto const member_index = at.next++;
                auto const& member = *s.members[member_index].member;
                if (member.type() != shape_type::structure) continue;
                auto const held = plan_.struct_of_shape.at(member.shape_name());
                if (marks[held] == mark::open) {
                    plan_.boxed[{at.index, member_index}] = true;
                } else if (marks[held] == mark::untouched) {
                    marks[held] = mark::open;
                    path.push_back({held});
                }
            }
        }
    }

    void plan_methods() {
        for (auto& planned : plan_.operations)
            planned.name = methods_.take(identifier(planned.operation->name));
    }

    void plan_pages() {
        auto const document = load_optional(models_, plan_.folder, "paginators-1");
        if (!document) return;
        auto const entries = document->root()["pagination"];
        for (auto& planned : plan_.operations) {
            auto const entry = entries[planned.operation->name];
            if (!entry.is_object()) continue;
            pages_plan pages;
            auto const base = name_stem(planned.operation->name);
            pages.method = methods_.take("paginate_" + base);
            pages.class_name = types_.take(base + "_pages");
            if (planned.operation->output != nullptr)
                pages.lists = result_lists(*planned.operation->output, entry["result_key"]);
            planned.pages = std::move(pages);
        }
    }

    /// The results that are lists. One alone is walked by `items`, several by the names that they have.
    std::vector<item_list> result_lists(schema const& output, coaws::json::view result_key) const {
        std::vector<item_list> found;
        auto const add = [&](std::string_view key) {
            auto path = item_path(output, key);
            if (!path.empty() && can_be_walked(*path.back())) found.push_back({"items", std::move(path)});
        };
        if (result_key.is_string()) add(result_key.as_string());
        for (auto const key : result_key.items()) add(key.as_string());
        if (found.size() < 2) return found;
        name_scope names({"next", "resume_token", "shared", "state", "typed_pages"});
        for (auto& list : found) list.method = names.take(identifier(list.path.back()->name()));
        return found;
    }

    /// Not a list that contains itself, whose elements have no type, nor one of booleans, which can't be
    /// moved from.
    bool can_be_walked(schema const& list) const {
        return !plan_.endless.at(list.shape_name()) && list.element().type() != shape_type::boolean;
    }

    static std::vector<schema const*> item_path(schema const& output, std::string_view key) {
        std::vector<schema const*> path;
        schema const* at = &output;
        for (auto const name : coaws::split(key, '.')) {
            if (at->type() != shape_type::structure || at->traits().is_union) return {};
            at = at->find_member(name);
            if (at == nullptr) return {};
            path.push_back(at);
        }
        return at->type() == shape_type::list ? path : std::vector<schema const*>();
    }

    void plan_waiters() {
        auto const document = load_optional(models_, plan_.folder, "waiters-2");
        if (!document) return;
        auto const model = coaws::waiter_model::compile(*document);
        for (auto const& name : model->names()) {
            auto const& info = model->info(name);
            auto const polled =
                std::find_if(plan_.operations.begin(), plan_.operations.end(),
                             [&](operation_plan const& o) { return o.operation->name == info.operation; });
            if (polled == plan_.operations.end()) continue;
            waiter_plan waiter;
            waiter.name = coaws::xform_name(name);
            waiter.method = methods_.take("wait_" + name_stem(name));
            waiter.operation = static_cast<std::size_t>(polled - plan_.operations.begin());
            waiter.description = info.description;
            plan_.waiters.push_back(std::move(waiter));
        }
    }

    coaws::model::loader const& models_;
    service_plan plan_;
    std::vector<coaws::operation_schema const*> operations_;
    std::map<std::string_view, int> root_uses_;
    std::set<std::string_view> noted_;
    std::set<std::string_view> member_shapes_;
    std::set<std::size_t> collected_;
    std::set<std::string_view> open_;  ///< collections being looked at
    name_scope types_{{"client", "tables", "coaws", "std"}};
    name_scope methods_{{"client", "dynamic", "start", "shared", "state", "typed_client"}};
};

}  // namespace

service_plan plan_service(coaws::model::loader const& models, std::string const& service) {
    return planner(models, service).run();
}

}  // namespace codegen
