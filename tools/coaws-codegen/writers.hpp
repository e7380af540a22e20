// The files of a generated client.
#pragma once

#include <string>
#include <vector>

#include "service_plan.hpp"
#include "source_text.hpp"

namespace codegen {

/// A file in the output folder, which users' include path has as `coaws/services`.
struct generated_file {
    std::string path;
    std::string text;
};

/// `NAME.hpp`, which includes the others.
generated_file write_main_header(service_plan const& plan);
/// Enumerations, unions, structs.
generated_file write_types_header(service_plan const& plan);
/// Exception classes.
generated_file write_errors_header(service_plan const& plan);
/// The client and its page sequences.
generated_file write_client_header(service_plan const& plan);

/// The declarations that the generated sources share.
generated_file write_tables_header(service_plan const& plan);
/// Enumerations, collections, errors and the service itself.
generated_file write_service_source(service_plan const& plan);
/// Inputs and outputs for those who do not know their types.
generated_file write_factories_source(service_plan const& plan);
/// Members and tables of structs, spread over `count` files.
std::vector<generated_file> write_struct_sources(service_plan const& plan, std::size_t count);
/// Operations, spread over `count` files.
std::vector<generated_file> write_client_sources(service_plan const& plan, std::size_t count);

/// What stands for each operation, in a namespace `tables`.
void declare_operation_entries(source_text& out, service_plan const& plan);

/// The first lines of every file.
std::string file_head(service_plan const& plan, std::string_view purpose);

}  // namespace codegen
