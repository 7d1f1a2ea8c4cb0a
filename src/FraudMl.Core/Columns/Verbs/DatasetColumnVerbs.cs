namespace FraudMl;

/// <summary>Chooses and renames columns of datasets.</summary>
public static class DatasetColumnVerbs
{
    extension(Dataset data)
    {
        /// <summary>Returns the named columns only, in the order of the names.</summary>
        /// <remarks>Label, timestamp and keys stay where they are named. Windows whose columns are left out are no longer
        /// part of the definition that a model carries.</remarks>
        /// <param name="columns">The names, at least one.</param>
        /// <exception cref="FraudMlException">Thrown when no column is named, or one that is not there.</exception>
        public Dataset Select(params IReadOnlyList<string> columns)
        {
            if (columns.Count == 0)
                throw new FraudMlException("Select needs at least one column name, for example Select(\"Amount\", \"City\").");
            return data.With([.. columns.Select(name => data[name])]);
        }

        /// <summary>Returns all columns but the named ones.</summary>
        /// <param name="columns">The names.</param>
        /// <exception cref="FraudMlException">Thrown when a column is named that is not there.</exception>
        public Dataset Drop(params IReadOnlyList<string> columns)
        {
            HashSet<DataColumn> dropped = [.. columns.Select(name => data[name])];
            return data.With([.. data.Columns.Where(column => !dropped.Contains(column))]);
        }

        /// <summary>Returns the same data in which columns that have another role are features as well, for example the timestamp, for its
        /// hour.</summary>
        /// <param name="columns">The names; one that is a feature stays as it is.</param>
        /// <exception cref="FraudMlException">Thrown when a column is named that is not there, or the label.</exception>
        public Dataset AsFeatures(params IReadOnlyList<string> columns)
        {
            HashSet<DataColumn> chosen = [.. columns.Select(name => data[name])];
            if (chosen.FirstOrDefault(column => column.Is(ColumnRoles.Label)) is { } label)
                throw new FraudMlException($"The label '{label.Name}' can't be a feature.") { ColumnName = label.Name };
            return data.With([.. data.Columns.Select(column => chosen.Contains(column) && !column.Is(ColumnRoles.Feature)
                ? column.With(column.Name, column.Roles | ColumnRoles.Feature) : column)]);
        }

        /// <summary>Returns the same data with another name for a column.</summary>
        /// <remarks>Windows follow: their keys, what they are computed of, and their own columns.</remarks>
        /// <param name="column">The column's name.</param>
        /// <param name="name">Its new name.</param>
        /// <exception cref="FraudMlException">Thrown when there is no such column, or another has the new name.</exception>
        public Dataset Rename(string column, string name)
        {
            DataColumn renamed = data[column];
            if (string.IsNullOrWhiteSpace(name))
                throw new FraudMlException($"Rename needs a new name for '{column}', and got a blank one.") { ColumnName = column };
            if (name != column && data.Has(name))
                throw new FraudMlException($"'{column}' can't become '{name}': {data.Name} has a column '{name}'. Rename or drop that one "
                    + $"first, for example .Drop(\"{name}\").") { ColumnName = name };
            string Renamed(string old) => old == column ? name : old;
            return new Dataset([.. data.Columns.Select(each => each == renamed ? each.With(name, each.Roles) : each)], data.Name,
                data.TimestampUnit)
            {
                Reading = data.Reading,
                Warnings = [.. data.Warnings.Select(warning => warning with { ColumnName = Renamed(warning.ColumnName) })],
                Windows = [.. data.Windows.Select(windows => windows.Renamed(Renamed))],
            };
        }
    }
}
