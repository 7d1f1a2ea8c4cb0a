namespace FraudMl.Options;

/// <summary>Adds to lists of parts what a part that is made of others needs.</summary>
public static class PartList
{
    extension(IReadOnlyList<IPart> parts)
    {
        /// <summary>Returns the parts as those that a part is made of.</summary>
        /// <typeparam name="T">What each must be, for example <c>ITrainer</c>.</typeparam>
        /// <param name="who">The part that is made of them, for the message.</param>
        /// <param name="count">How many it takes. Default: any number, at least one.</param>
        /// <exception cref="FraudMlException">Thrown when one is something else, or there are too few or too many.</exception>
        public IReadOnlyList<T> As<T>(string who, int? count = null)
            where T : class, IPart
        {
            T[] right = [.. parts.OfType<T>()];
            if (right.Length > 0 && right.Length == parts.Count && right.Length == (count ?? right.Length)) return right;
            string wanted = count switch { null => "at least one", 1 => "one", _ => $"{count}" };
            throw new FraudMlException(
                $"{who} is made of {wanted} {typeof(T).Name}. "
                + $"Got {(parts.Count == 0 ? "none" : string.Join(", ", parts.Select(part => part.Name)))} instead.");
        }
    }
}
