// What will be generated for a service: its types, operations, pages and waiters with their C++ names.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/model/loader.hpp>
#include <coaws/schema/service_schema.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace codegen {

struct enum_plan {
    std::string name;
    std::string shape_name;
    std::vector<std::pair<std::string, std::string>> values;  ///< text and enumerator, sorted by text
};

struct member_plan {
    coaws::schema const* member;
    std::string name;
};

enum class struct_role : std::uint8_t { structure, one_of, error };

struct struct_plan {
    struct_role role = struct_role::structure;
    std::string name;
    coaws::schema const* shape = nullptr;  ///< null for the input or output that an operation does not have
    std::uint32_t id = 0;
    bool is_output = false;   ///< of an operation
    bool from_input = false;  ///< reached from an input: users make these
    std::vector<member_plan> members;

    std::string_view shape_name() const {
        return shape == nullptr ? std::string_view() : shape->shape_name();
    }
};

/// A list or map shape that has a name of its own in C++.
struct alias_plan {
    std::string name;
    coaws::schema const* shape;
};

/// A list of results in pages, and what walks it.
struct item_list {
    std::string method;
    std::vector<coaws::schema const*> path;  ///< from the output to the list
};

struct pages_plan {
    std::string class_name;
    std::string method;
    std::vector<item_list> lists;
};

/// The stream of events that an operation answers with.
struct stream_plan {
    std::string class_name;
    std::size_t event;  ///< index in `structs` of the union that one event is
};

struct operation_plan {
    coaws::operation_schema const* operation;
    std::string name;         ///< of the method
    std::string input_name;   ///< x_input
    std::string output_name;  ///< x_output
    std::size_t input;        ///< indices in `structs`
    std::size_t output;
    std::optional<pages_plan> pages;
    std::string_view events = {};  ///< shape name of the stream whose class is named after this operation
};

struct waiter_plan {
    std::string name;  ///< snake_case, as in the model
    std::string method;
    std::size_t operation;  ///< index in `operations`
    std::string description;
};

struct service_plan {
    std::shared_ptr<coaws::service_schema const> service;
    std::string folder;      ///< as `session::client` takes it
    std::string name_space;  ///< last part of the namespace, and of the header's name
    std::vector<struct_plan> structs;
    std::vector<std::size_t> order;  ///< of definition: a struct that is held by another comes before it
    std::map<std::pair<std::size_t, std::size_t>, bool> boxed;  ///< struct and member held on the heap
    std::vector<enum_plan> enums;
    std::vector<alias_plan> aliases;
    std::vector<operation_plan> operations;
    std::vector<waiter_plan> waiters;
    std::vector<std::string> left_out;  ///< operations that send event streams

    std::map<std::string_view, std::size_t> struct_of_shape;  ///< structures, unions and events
    std::map<std::string_view, stream_plan> stream_of_shape;
    std::map<std::string_view, std::size_t> error_of_shape;
    std::map<std::string_view, std::size_t> enum_of_shape;
    std::map<std::string_view, bool> endless;  ///< lists and maps that contain themselves without a structure
};

/// Reads the models of a service and decides on all names. Throws what the loader and the model throw.
service_plan plan_service(coaws::model::loader const& models, std::string const& service);

}  // namespace codegen
