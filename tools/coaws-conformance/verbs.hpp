// What the driver can be asked for. Each function takes a request line and gives the contents of `ok` as JSON
// text; a library error is thrown.
#pragma once

#include <coaws/value/value.hpp>
#include <string>

namespace coaws::conformance {

class driver;

std::string run_serialize(driver& shared, value const& request);
std::string run_parse(driver& shared, value const& request);
std::string run_build(driver& shared, value const& request);
/// `build` and `parse` through generated clients (`--typed`).
std::string run_typed_build(driver& shared, value const& request);
std::string run_typed_parse(driver& shared, value const& request);
std::string run_execute(driver& shared, value const& request);
std::string run_paginate(driver& shared, value const& request);
std::string run_wait(driver& shared, value const& request);
std::string run_presign_url(driver& shared, value const& request);
std::string run_presign_post(driver& shared, value const& request);
std::string run_endpoint(driver& shared, value const& request);
std::string run_sign(driver& shared, value const& request);
std::string run_jmespath(driver& shared, value const& request);
std::string run_checksum(driver& shared, value const& request);
std::string run_cbor(driver& shared, value const& request);
std::string run_eventstream(driver& shared, value const& request);
std::string run_config(driver& shared, value const& request);
std::string run_credentials(driver& shared, value const& request);

}  // namespace coaws::conformance
