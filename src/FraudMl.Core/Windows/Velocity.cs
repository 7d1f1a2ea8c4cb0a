namespace FraudMl;

/// <summary>Where the definition of velocity features begins: <c>Velocity.Per("CARD").Over(…).Count()</c>.</summary>
public static class Velocity
{
    /// <summary>Begins the features of an entity, or of a pair of entities.</summary>
    /// <param name="key">The text column of the entity, for example the card.</param>
    /// <param name="otherKey">The second column of a pair, for example the merchant.</param>
    /// <exception cref="FraudMlException">Thrown when a name is empty or both are the same.</exception>
    public static EntityWindows Per(string key, string? otherKey = null)
    {
        string[] keys = otherKey is null ? [key] : [key, otherKey];
        if (keys.Any(string.IsNullOrEmpty) || key == otherKey)
            throw new FraudMlException($"Velocity.Per needs one column, or two different ones. "
                + $"Got {string.Join(", ", keys.Select(name => $"'{name}'"))} instead.");
        return new EntityWindows { Keys = keys };
    }
}
