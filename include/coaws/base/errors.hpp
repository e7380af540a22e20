// Every error class of the library below the service errors; include a family's header to compile less.
#pragma once

#include <coaws/base/error.hpp>
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/errors_data.hpp>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/errors_http.hpp>
#include <coaws/base/errors_paging.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/errors_s3.hpp>
#include <coaws/base/errors_signing.hpp>
#include <coaws/base/errors_transfer.hpp>
#include <coaws/base/errors_wire.hpp>
#include <coaws/base/param_validation_error.hpp>
