namespace FraudMl.Databricks.Tests.Statements;

public sealed class DatabricksSqlTests
{
    [Fact]
    public void What_stands_between_braces_is_bound_and_never_printed()
    {
        string name = "O'Brien'; DROP TABLE payments; --";
        DatabricksSql inner = $"Name = {name}";
        DatabricksSql sql = $"SELECT 'it''s' FROM t -- don't\nWHERE {inner} AND Amount > {12.5} AND Day < {new DateOnly(2026, 1, 31)}";
        (string text, IReadOnlyList<StatementParameter> parameters) = sql.Render();
        text.ShouldBe(
            "SELECT 'it''s' FROM t -- don't\nWHERE Name = :fraudml0 AND Amount > :fraudml1 AND Day < :fraudml2");
        parameters.Select(parameter => (parameter.Name, parameter.Value, parameter.Type)).ShouldBe(
            [("fraudml0", name, "STRING"), ("fraudml1", "12.5", "DOUBLE"), ("fraudml2", "2026-01-31", "DATE")]);
        sql.ToString().ShouldBe(text);
    }

    [Fact]
    public void Each_type_is_bound_as_what_it_is()
    {
        DatabricksSql sql = $"{(string?)null}{true}{7}{8L}{1.5f}{-12.50m}{0.001m}{new DateTime(2026, 1, 31, 13, 5, 0, DateTimeKind.Utc)}";
        sql.Render().Parameters.Select(parameter => (parameter.Value, parameter.Type)).ShouldBe(
        [
            (null, "VOID"), ("true", "BOOLEAN"), ("7", "INT"), ("8", "BIGINT"), ("1.5", "FLOAT"), ("-12.50", "DECIMAL(4,2)"),
            ("0.001", "DECIMAL(4,3)"), ("2026-01-31T13:05:00.000000Z", "TIMESTAMP"),
        ]);
        Should.Throw<FraudMlException>(() => (DatabricksSql)$"a = {new int[3]}").Message
            .ShouldBe("A Int32[] can't be bound. Give a number, a text, a truth, a date or a time.");
    }

    [Theory]
    [InlineData("'")]
    [InlineData("`")]
    [InlineData("\"")]
    [InlineData("/* don't */ 'it\\'s ")]
    public void A_value_between_quotes_is_refused(string quote) => Should.Throw<FraudMlException>(() =>
    {
        var sql = new DatabricksSql();
        sql.AppendLiteral("SELECT " + quote);
        sql.AppendFormatted("x");
    }).Message.ShouldStartWith("A value stands between the quotes of a text or a name");
}
