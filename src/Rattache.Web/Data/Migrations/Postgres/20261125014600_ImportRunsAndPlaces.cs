using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rattache.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ImportRunsAndPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "counts",
                table: "import_runs",
                newName: "report");

            migrationBuilder.AlterColumn<int>(
                name: "source",
                table: "import_runs",
                type: "integer",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AlterColumn<string>(
                name: "fingerprint",
                table: "import_runs",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(256)",
                oldMaxLength: 256);

            migrationBuilder.AddColumn<int>(
                name: "extent",
                table: "import_runs",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_whole",
                table: "import_runs",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "outcome",
                table: "import_runs",
                type: "character varying(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "basis",
                table: "attachments",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "extent",
                table: "import_runs");

            migrationBuilder.DropColumn(
                name: "is_whole",
                table: "import_runs");

            migrationBuilder.DropColumn(
                name: "outcome",
                table: "import_runs");

            migrationBuilder.DropColumn(
                name: "basis",
                table: "attachments");

            migrationBuilder.RenameColumn(
                name: "report",
                table: "import_runs",
                newName: "counts");

            migrationBuilder.AlterColumn<int>(
                name: "source",
                table: "import_runs",
                type: "integer",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "fingerprint",
                table: "import_runs",
                type: "character varying(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(256)",
                oldMaxLength: 256,
                oldNullable: true);
        }
    }
}
