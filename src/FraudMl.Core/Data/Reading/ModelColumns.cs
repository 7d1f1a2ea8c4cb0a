namespace FraudMl;

/// <summary>What a model needs of a file: its inputs, and where windows are to be computed, the columns that these read.</summary>
internal static class ModelColumns
{
    /// <summary>Returns how the columns of a file are read; those that the model does not need are ignored.</summary>
    /// <exception cref="FraudMlException">Thrown with the columns that are missing.</exception>
    public static DatasetSchema SchemaOf(FraudModel model, string file, IReadOnlyCollection<string> names) =>
        SchemaOf(model, file, names, out _);

    /// <param name="model">The model.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="names">Its columns.</param>
    /// <param name="needed">Those that scoring reads.</param>
    public static DatasetSchema SchemaOf(FraudModel model, string file, IReadOnlyCollection<string> names, out IReadOnlySet<string> needed)
    {
        bool computes = Computes(model, file, names);
        IReadOnlyList<EntityWindows> windows = computes ? model.Windows : [];
        HashSet<string> made = [.. NamesOf(windows)];
        var kinds = new Dictionary<string, ColumnKind>(StringComparer.Ordinal);
        foreach (SchemaColumn input in model.Inputs.Where(input => !made.Contains(input.Name))) kinds.Add(input.Name, input.Kind);
        foreach (string text in windows.SelectMany(entity => entity.Keys.Concat(entity.TextColumns))) kinds.TryAdd(text, ColumnKind.Text);
        foreach (string number in windows.SelectMany(entity => entity.NumberColumns)) kinds.TryAdd(number, ColumnKind.Number);

        TrainingRoles trained = model.Parts.Roles ?? new(new Dictionary<string, ColumnRoles>(), TimeUnit.Seconds);
        HashSet<string> all = [.. kinds.Keys];
        if (computes && trained.ColumnOf(ColumnRoles.Timestamp) is { } time) all.Add(time);
        if (NeedsLabels(windows) && trained.ColumnOf(ColumnRoles.Label) is { } label) all.Add(label);
        Require(file, names, all);
        needed = all;

        HashSet<string> inputs = [.. model.Inputs.Select(input => input.Name)];
        var roles = new Dictionary<string, ColumnRoles>(StringComparer.Ordinal);
        var units = new Dictionary<string, TimeUnit>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            ColumnRoles role = trained.Columns.GetValueOrDefault(name);
            if ((role & (ColumnRoles.Label | ColumnRoles.Weight)) != 0) kinds[name] = ColumnKind.Number;
            if ((role & ColumnRoles.Timestamp) != 0) units[name] = trained.TimestampUnit;
            roles[name] = role | (inputs.Contains(name) ? ColumnRoles.Feature : ColumnRoles.Ignored);
        }

        return new DatasetSchema(kinds, roles, units, Of(model.Reading.Positives, names), Of(model.Reading.TimeFormats, names))
        {
            LabelMayBeAbsent = true,
        };
    }

    /// <summary>Returns the data with the model's windows, unless they stand in it.</summary>
    public static Dataset WithWindows(FraudModel model, Dataset data) =>
        Read(model).All(data.Has) ? data : data.WithWindows(model.Windows);

    /// <summary>Returns whether the windows that a model reads are to be computed.</summary>
    /// <exception cref="FraudMlException">Thrown when a file has some of them, or it is not known what they were computed of.</exception>
    public static bool Computes(FraudModel model, string file, IReadOnlyCollection<string> names)
    {
        string[] absent = [.. Read(model).Except(names)];
        if (absent.Length == 0) return false;
        string[] there = [.. NamesOf(model.Windows).Intersect(names)];
        if (there.Length > 0)
            throw new FraudMlException(
                $"{file} has windows of the model, {NameList.Of(there)}, and lacks {NameList.Of(absent)}. Give all of them, or none, and they "
                + "are computed.") { ColumnName = absent[0] };
        if (model.Parts.Roles?.ColumnOf(ColumnRoles.Timestamp) is null)
            throw new FraudMlException(
                $"{file} has no column {NameList.Of(absent)}: these are windows of the model, which was saved before models kept the column of "
                + "their times. Read the file with a schema, and add data.WithWindows(model.Windows).") { ColumnName = absent[0] };
        return true;
    }

    private static bool NeedsLabels(IReadOnlyList<EntityWindows> windows) =>
        windows.Any(entity => entity.Features.Any(feature => feature.Function == WindowFunction.Risk));

    private static IEnumerable<string> Read(FraudModel model) =>
        model.Inputs.Select(input => input.Name).Intersect(NamesOf(model.Windows));

    private static IEnumerable<string> NamesOf(IReadOnlyList<EntityWindows> windows) =>
        windows.SelectMany(entity => entity.Features).Select(feature => feature.Name);

    private static void Require(string file, IReadOnlyCollection<string> names, HashSet<string> needed)
    {
        string[] absent = [.. needed.Except(names)];
        if (absent.Length == 0) return;
        string near = NearNames.Of(absent[0], names.Except(needed)) is { } name ? $" The nearest name to '{absent[0]}' is '{name}'." : "";
        throw new FraudMlException(
            $"{file} has no column {NameList.Of(absent)}, which the model needs. Its columns are {string.Join(", ", names)}.{near}")
        {
            ColumnName = absent[0],
        };
    }

    private static Dictionary<string, string> Of(IReadOnlyDictionary<string, string>? texts, IReadOnlyCollection<string> names) =>
        texts?.Where(text => names.Contains(text.Key)).ToDictionary(StringComparer.Ordinal) ?? [];
}
