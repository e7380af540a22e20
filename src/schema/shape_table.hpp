// The shapes of a model, resolved on first use.
#pragma once

#include <atomic>
#include <coaws/base/json.hpp>
#include <coaws/schema/schema.hpp>
#include <deque>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coaws::detail {

/// Index of the `shapes` of a model. A shape is resolved together with everything it reaches, so that what is
/// handed out is immutable; a shape that can't be resolved leaves no trace. Thread-safe.
class shape_table {
  public:
    /// The document behind `shapes` must outlive the table.
    explicit shape_table(json::view shapes);
    shape_table(shape_table const&) = delete;
    shape_table& operator=(shape_table const&) = delete;

    /// The shape as a root, or null when there is none of that name. Throws invalid_shape_error,
    /// invalid_shape_reference_error or no_shape_found_error when it or something it refers to is malformed.
    schema const* find(std::string_view name);
    /// The root for a reference, with the reference's traits over the shape's; made anew and kept in `owned`
    /// where it has traits of its own. `where` names the place in messages.
    schema const* find_referenced(json::view reference, std::string_view where,
                                  std::vector<std::unique_ptr<schema>>& owned);
    /// The modelled exception that a code selects, or null.
    schema const* find_error(std::string_view code);

    /// A shape as modelled, or absent.
    json::view modeled(std::string_view name) const noexcept;
    /// Names of all shapes, in model order.
    std::vector<std::string_view> names() const;
    /// Names of the shapes with the exception trait, in model order.
    std::vector<std::string_view> exception_names() const;

  private:
    struct resolved_shape {
        schema_traits traits;
        schema_target target;
        std::unique_ptr<schema> root;
        shape_type type = shape_type::structure;
    };
    struct entry {
        std::string_view name;
        json::view model;
        std::unique_ptr<resolved_shape> shape;       ///< guarded by guard_
        std::atomic<resolved_shape const*> ready{};  ///< set when everything reachable is resolved
    };
    using entry_list = std::vector<entry*>;

    entry* find_entry(std::string_view name) const noexcept;
    entry& referenced_entry(json::view reference, std::string_view where) const;
    resolved_shape const& resolved(entry& e);
    void resolve_closure(entry& e);
    static void begin(entry& e, entry_list& begun);
    void fill(entry& e, entry_list& begun);
    void fill_structure(entry& e, entry_list& begun);
    std::unique_ptr<schema> make_member(entry const& parent, std::string_view name, std::uint16_t index,
                                        json::view reference, bool required, entry_list& begun);
    void index_errors();

    std::deque<entry> entries_;
    std::unordered_map<std::string_view, entry*> by_name_;
    std::mutex guard_;
    std::once_flag errors_indexed_;
    std::unordered_map<std::string_view, entry*> by_error_code_;
};

}  // namespace coaws::detail
