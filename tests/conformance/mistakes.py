"""Random mistakes in parameters that fit."""
import copy

# Values that few shapes take all of.
STRANGE = (5, -1, 10**12, 1.5, float('inf'), True, 'x', '', 'y' * 300, b'b', [], [1, 'a'], ["it's"], {}, {'zz': 1},
           {'a': [None]}, {'k': 'it\'s "q"\u200b'})


def spoiled(random, parameters):
    """The parameters with one to three mistakes: members too much, too few, or of another kind."""
    result = copy.deepcopy(parameters)
    for _ in range(random.randint(1, 3)):
        places = list(places_in(result))
        kind = random.choice(('too much', 'too few', 'strange', 'strange'))
        if kind == 'too much' or not places:
            maps = [result] + [holder[key] for holder, key in places if isinstance(holder[key], dict)]
            random.choice(maps)[f'Unknown{random.randint(0, 9)}'] = 1
            continue
        holder, key = random.choice(places)
        if kind == 'too few':
            del holder[key]
        else:
            holder[key] = copy.deepcopy(random.choice(STRANGE))
    return result


def places_in(node):
    """(holder, key or index) of each value inside."""
    if isinstance(node, (dict, list)):
        for key in node if isinstance(node, dict) else range(len(node)):
            yield node, key
            yield from places_in(node[key])
