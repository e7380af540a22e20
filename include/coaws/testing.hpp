// For tests of programs that use coaws: stubbed clients, and worlds without network, time and chance.
#pragma once

#include <coaws/testing/fixed_ports.hpp>
#include <coaws/testing/recording.hpp>
#include <coaws/testing/scripted_http.hpp>
#include <coaws/testing/stubber.hpp>
#include <coaws/testing/world.hpp>
