namespace FraudMl;

/// <summary>Joins datasets.</summary>
public static class DatasetJoins
{
    extension(Dataset data)
    {
        /// <summary>Returns all rows in their order with the columns of the other row that has the same key; a left join.</summary>
        /// <param name="other">The other dataset, for example a list of countries; each key stands in it once.</param>
        /// <param name="key">The key.</param>
        /// <param name="options">Other names of the key, a prefix.</param>
        /// <exception cref="FraudMlException">Thrown when a key stands twice in the other dataset, keys are of other kinds, or names
        /// collide.</exception>
        public Dataset Join(Dataset other, string key, JoinOptions? options = null) => data.Join(other, [key], options);

        /// <summary>Returns all rows in their order with the columns of the other row that has the same keys; a left join.</summary>
        /// <remarks>
        /// A missing key matches nothing. Columns keep their roles, but the other time of an event is an ordinary time here; keys of the
        /// other dataset stay out. Whatever changes with time, such as the limit of a card, is joined with <c>JoinAsOf</c>: as it is today
        /// it knows the future of a past transaction.
        /// </remarks>
        /// <param name="other">The other dataset; each combination of keys stands in it once.</param>
        /// <param name="keys">The keys, at least one.</param>
        /// <param name="options">Other names of the keys, a prefix.</param>
        /// <exception cref="FraudMlException">Thrown when keys stand twice in the other dataset, are of other kinds, or names
        /// collide.</exception>
        public Dataset Join(Dataset other, IReadOnlyList<string> keys, JoinOptions? options = null)
        {
            var join = new JoinedColumns("Join", data, other, keys, options ?? new());
            return join.With(KeyMatches.Only(join));
        }

        /// <summary>Returns all rows in their order with the columns of the latest row of another dataset that has the same key
        /// and was known at the time of the transaction; never a later one.</summary>
        /// <param name="other">The other dataset, with the time since when each of its rows is known: its timestamp.</param>
        /// <param name="key">The key.</param>
        /// <param name="options">Whether the very time counts, how old a row may be, other names of the key, a prefix.</param>
        /// <exception cref="FraudMlException">Thrown when one of the two has no timestamp, keys are of other kinds, or names
        /// collide.</exception>
        public Dataset JoinAsOf(Dataset other, string key, AsOfJoinOptions? options = null) => data.JoinAsOf(other, [key], options);

        /// <summary>Returns all rows in their order with the columns of the latest row of another dataset that has the same keys
        /// and was known at the time of the transaction; never a later one.</summary>
        /// <remarks>
        /// Of rows with the same keys and time the last counts. A missing key or time matches nothing. Columns keep their roles, but the
        /// other time is an ordinary one here, a feature only where its schema said so: then <c>TimeBetween</c> makes an age of it.
        /// </remarks>
        /// <param name="other">The other dataset, with the time since when each of its rows is known: its timestamp.</param>
        /// <param name="keys">The keys, at least one.</param>
        /// <param name="options">Whether the very time counts, how old a row may be, other names of the keys, a prefix.</param>
        /// <exception cref="FraudMlException">Thrown when one of the two has no timestamp, keys are of other kinds, or names
        /// collide.</exception>
        public Dataset JoinAsOf(Dataset other, IReadOnlyList<string> keys, AsOfJoinOptions? options = null)
        {
            var join = new JoinedColumns("JoinAsOf", data, other, keys, options ??= new());
            return join.With(KeyMatches.AsOf(join, options));
        }
    }
}
