using System.Globalization;

namespace FraudMl.Tests;

public sealed class EncodedSpaceTests
{
    private static readonly ParameterSpace Space = ParameterSpace.Empty
        .Range("linear", -3, 5).Range("log", 1e-6, 10, Scale.Log).Range("whole", 2, 6, isInteger: true)
            .Range("wholeLog", 1, 4096, Scale.Log, isInteger: true)
        .Range("fixed", 7, 7).Choices("Kind", "a", "b", 3).When("Kind", "b", b => b.Range("inner", 0, 1).Choices("Deep", "x", "y")
            .When("Deep", "y", y => y.Range("deepest", 1, 3, isInteger: true)));

    [Fact]
    public void What_was_decoded_is_encoded_to_the_same_point()
    {
        EncodedSpace space = EncodedSpace.Of(Space);
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            ParameterSet values = space.Decode(space.Draw(random));
            double[] point = space.Encode(values).ShouldNotBeNull();
            ParameterSet again = space.Decode(point);
            again.Values.Keys.ShouldBe(values.Values.Keys);
            foreach ((string name, object value) in values.Values)
            {
                if (value is double number) ((double)again.Values[name]).ShouldBe(number, 1e-12 * Math.Max(1, Math.Abs(number)));
                else again.Values[name].ShouldBe(value);
            }
        }
    }

    [Fact]
    public void Every_whole_number_has_a_cell_and_the_cells_fill_the_range()
    {
        EncodedSpace space = EncodedSpace.Of(Space);
        foreach (string name in new[] { "whole", "wholeLog" })
        {
            EncodedDimension dimension = space.Dimensions.Single(known => known.Name == name);
            double reached = 0;
            for (int value = name == "whole" ? 2 : 1; value <= (name == "whole" ? 6 : 4096); value++)
            {
                (double from, double to) = dimension.Cell(dimension.Encode(value));
                from.ShouldBe(reached, 1e-12);
                dimension.Decode(from + (0.01 * (to - from))).ShouldBe(value);
                dimension.Decode(to - (0.01 * (to - from))).ShouldBe(value);
                reached = to;
            }

            reached.ShouldBe(1, 1e-12);
        }
    }

    [Fact]
    public void Parameters_of_a_choice_stand_right_after_it_and_are_grouped_with_each_other()
    {
        EncodedSpace space = EncodedSpace.Of(Space);
        space.Dimensions.Select(dimension => dimension.Name)
            .ShouldBe(["linear", "log", "whole", "wholeLog", "fixed", "Kind", "inner", "Deep", "deepest"]);
        space.Groups().Select(group => string.Join(' ', group)).ShouldBe(["0 1 2 3 4 5", "6 7", "8"]);
    }

    [Fact]
    public void Values_of_another_space_have_no_point()
    {
        EncodedSpace space = EncodedSpace.Of(ParameterSpace.Empty.Choices("Kind", "a", "b").Range("x", 0, 1));
        space.Encode(ParameterSet.Of(("Kind", "c"), ("x", 0.5))).ShouldBeNull();
        space.Encode(ParameterSet.Of(("Kind", "a"))).ShouldBeNull();
        space.Encode(ParameterSet.Of(("Kind", "a"), ("x", "0,5"))).ShouldBeNull();
        space.Encode(ParameterSet.Of(("Kind", "b"), ("x", 2))).ShouldBe([1, 1]);
    }

    [Fact]
    public void A_culture_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        double[] Point() => EncodedSpace.Of(Space).Draw(new Random(3));
        double[] one = Point();
        try
        {
            var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            commas.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = commas;
            Point().ShouldBe(one);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_vectors_exponential_and_the_normal_table_are_those_of_mathematics()
    {
        double[] at = [.. Enumerable.Range(0, 203).Select(i => -700 + (i * 6.93))], exp = [.. at];
        VectorExp.Apply(exp);
        for (int i = 0; i < at.Length; i++) (exp[i] / Math.Exp(at[i])).ShouldBe(1, 1e-13);
        for (double z = -9.5; z < 9.5; z += 0.0371) NormalTable.Of(z).ShouldBe(SpecialFunctions.NormalCdf(z), 2e-11);
    }
}
