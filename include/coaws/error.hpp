// Every error, and results that hold one.
#pragma once

#include <coaws/base/errors.hpp>
#include <coaws/base/result.hpp>
#include <coaws/pipeline/operation_timeout_error.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/value/value.hpp>
