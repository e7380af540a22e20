// For watching programs that use coaws: what calls cost, their history, the log.
#pragma once

#include <coaws/base/log.hpp>
#include <coaws/base/log_writers.hpp>
#include <coaws/pipeline/history.hpp>
#include <coaws/pipeline/metrics.hpp>
