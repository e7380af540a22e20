// A service's client.
#pragma once

#include <coaws/client/client.hpp>
