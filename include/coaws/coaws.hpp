// All that most programs need.
#pragma once

#include <coaws/client.hpp>
#include <coaws/error.hpp>
#include <coaws/pipeline/choose_service_name.hpp>
#include <coaws/pipeline/event_stream.hpp>
#include <coaws/pipeline/getattr.hpp>
#include <coaws/pipeline/streaming_body.hpp>
#include <coaws/session.hpp>
#include <coaws/value.hpp>
